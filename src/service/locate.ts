/** Asks the origin for every source of a request, with what is known of them, so that what has not changed is not sent. */
import type { Hashing, Origin, RecordedSource, ResolutionRecord, Source } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import { withinTime } from './deadline.ts';
import { nameOf, type OriginDeps, originOf } from './original-name.ts';
import { hashSource } from './purge.ts';

export interface Located {
  readonly ref: AssetRef;
  readonly source: Source;
  readonly recorded: RecordedSource;
}

export type Location =
  /** Something changed between two looks. */
  | { readonly kind: 'changing' }
  /** The sources are to be closed by whoever asked. */
  | { readonly kind: 'located'; readonly sources: readonly Located[] }
  | { readonly kind: 'missing'; readonly ref: AssetRef }
  | { readonly kind: 'unchanged' };

export interface LocateDeps extends OriginDeps {
  readonly hashing: Hashing;
  readonly originTimeoutMs: number;
}

/** What is known beforehand. */
export interface Knowledge {
  readonly record?: ResolutionRecord;
  /** That was asked for. */
  readonly version?: number;
}

type Opened = Source | 'not-modified' | undefined;

interface Look {
  readonly ref: AssetRef;
  readonly known: RecordedSource | undefined;
  readonly version: number | undefined;
}

/** The name is looked up each time, for a file of a better fitting name may have come. */
const look = async (origin: Origin, { ref, known, version }: Look, signal: AbortSignal): Promise<Opened> => {
  const name = nameOf(ref);
  if (origin.locate) {
    const options = { ...(known && { known }), ...(version !== undefined && { version }) };
    return origin.locate(name, options, signal);
  }
  const key = await origin.find(name, signal);
  if (key === undefined) return undefined;
  return origin.open(key, known?.key === key ? { ifNoneMatch: known.etag } : {}, signal);
};

const close = (opened: Opened): void => {
  if (typeof opened === 'object') opened.close?.();
};

export const locateSources = async (
  deps: LocateDeps,
  refs: readonly AssetRef[],
  { record, version }: Knowledge,
  parent: AbortSignal,
): Promise<Location> =>
  withinTime({ timeoutMs: deps.originTimeoutMs, code: 'origin.timeout' }, parent, async (signal) => {
    const lookAll = async (recorded: ResolutionRecord | undefined): Promise<readonly Opened[]> =>
      Promise.all(
        refs.map(async (ref, index) => {
          const origin = originOf(ref, deps);
          return origin && look(origin, { ref, known: recorded?.sources[index], version }, signal);
        }),
      );

    let found = await lookAll(record);
    if (record && found.every((source) => source === 'not-modified')) return { kind: 'unchanged' };
    // One has changed, so all are needed.
    if (found.includes('not-modified')) {
      found.forEach(close);
      found = await lookAll(undefined);
    }

    const missing = refs[found.indexOf(undefined)];
    const sources = found.flatMap((source, index) => {
      const ref = refs[index];
      return typeof source === 'object' && ref ? [locatedOf(ref, source, hashSource(ref, deps.hashing))] : [];
    });
    if (!missing && sources.length === refs.length) return { kind: 'located', sources };
    found.forEach(close);
    return missing ? { kind: 'missing', ref: missing } : { kind: 'changing' };
  });

const locatedOf = (ref: AssetRef, source: Source, sourceHash: string): Located => {
  const { key, etag, lastModifiedMs, version } = source;
  const known = {
    ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    ...(version !== undefined && { version }),
  };
  return { ref, source, recorded: { key, etag, ...known, sourceHash } };
};
