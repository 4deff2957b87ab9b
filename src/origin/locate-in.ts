/** Asks an origin for a name in one step, whether or not it can do that in one request. */
import type { LocateOptions, Origin, OriginalName, Source } from '../ports.ts';

export type Located = Source | 'not-modified' | undefined;

export const locateIn = async (
  origin: Origin,
  name: OriginalName,
  options: LocateOptions,
  signal: AbortSignal,
): Promise<Located> => {
  if (origin.locate) return origin.locate(name, options, signal);
  const key = await origin.find(name, signal);
  if (key === undefined) return undefined;
  const { known } = options;
  return origin.open(key, known?.key === key ? { ifNoneMatch: known.etag } : {}, signal);
};
