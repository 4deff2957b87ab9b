/** Asks the origin for every source of a request, with what is known of them, so that what has not changed is not sent. */
import type { Hashing, Origin, RecordedSource, ResolutionRecord, Source } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import { withinTime } from './deadline.ts';
import { hashSource } from './purge.ts';

export interface Located {
  readonly ref: AssetRef;
  readonly source: Source;
  readonly recorded: RecordedSource;
}

export type Location =
  /** Something changed between two looks. */
  | { readonly kind: 'changing' }
  | { readonly kind: 'located'; readonly sources: readonly Located[] }
  | { readonly kind: 'missing'; readonly ref: AssetRef }
  | { readonly kind: 'unchanged' };

export interface LocateDeps {
  readonly origin: Origin;
  readonly hashing: Hashing;
  readonly originTimeoutMs: number;
}

/** The name is looked up each time, for a file of a better fitting name may have come. */
const look = async (
  origin: Origin,
  ref: AssetRef,
  known: RecordedSource | undefined,
  signal: AbortSignal,
): Promise<Source | 'not-modified' | undefined> => {
  const name = {
    publicId: ref.publicId,
    ...(ref.format !== undefined && { format: ref.format }),
    exact: ref.resourceType === 'raw',
  };
  const key = await origin.find(name, signal);
  if (key === undefined) return undefined;
  return origin.open(key, known?.key === key ? { ifNoneMatch: known.etag } : {}, signal);
};

export const locateSources = async (
  { origin, hashing, originTimeoutMs }: LocateDeps,
  refs: readonly AssetRef[],
  record: ResolutionRecord | undefined,
  parent: AbortSignal,
): Promise<Location> =>
  withinTime({ timeoutMs: originTimeoutMs, code: 'origin.timeout' }, parent, async (signal) => {
    const lookAll = async (known: ResolutionRecord | undefined) =>
      Promise.all(refs.map(async (ref, index) => look(origin, ref, known?.sources[index], signal)));

    let found = await lookAll(record);
    if (record && found.every((source) => source === 'not-modified')) return { kind: 'unchanged' };
    // One has changed, so all are needed.
    if (found.includes('not-modified')) found = await lookAll(undefined);

    const missing = refs[found.indexOf(undefined)];
    if (missing) return { kind: 'missing', ref: missing };
    const sources = found.flatMap((source, index) => {
      const ref = refs[index];
      return typeof source === 'object' && ref ? [locatedOf(ref, source, hashSource(ref, hashing))] : [];
    });
    return sources.length === refs.length ? { kind: 'located', sources } : { kind: 'changing' };
  });

const locatedOf = (ref: AssetRef, source: Source, sourceHash: string): Located => {
  const { key, etag, lastModifiedMs, version } = source;
  const known = {
    ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    ...(version !== undefined && { version }),
  };
  return { ref, source, recorded: { key, etag, ...known, sourceHash } };
};
