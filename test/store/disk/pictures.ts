/** Pictures whose every byte follows from their key, so that a wrong one shows. */
import type { Variant } from '../../../src/ports.ts';

const numberOf = (key: string): number => Number(key.slice(1));

export const sourceOf = (key: string): string => `source ${numberOf(key) % 10}`;

export const keyCount = 300;

/** Up to 400 KB: some that are read in one go, most that take a while to write. */
export const pictureOf = (key: string): Variant => {
  const seed = numberOf(key);
  const bytes = new Uint8Array((seed * 7919) % 400_000);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + seed * 17) & 255;
  return {
    bytes,
    contentType: 'image/png',
    width: seed,
    height: 1,
    etag: key,
    createdAtMs: 1_700_000_000_000,
    original: { width: 1, height: 1, bytes: 1, format: 'png' },
    sources: [sourceOf(key)],
  };
};
