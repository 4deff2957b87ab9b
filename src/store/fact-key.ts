/** The text that a fact is kept under: says how long its parts are, so that no two facts share one. */
import type { ContentIdentity } from '../ports.ts';

export const factKey = ({ sourceHash, key, etag }: ContentIdentity, name: string): string =>
  JSON.stringify([sourceHash, key, etag, name]);
