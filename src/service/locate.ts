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

/** The original, and its layers in the order of their references: undefined for one that is not there. */
export type LocatedSources = readonly [Located, ...(Located | undefined)[]];

export const presentAmong = (sources: LocatedSources): readonly Located[] =>
  sources.filter((source) => source !== undefined);

/** An origin that comes before the one that has it could not be asked. */
export const isProvisional = (located: LocatedSources): boolean =>
  presentAmong(located).some(({ source }) => source.provisional === true);

export type Location =
  /** Something changed between two looks. */
  | { readonly kind: 'changing' }
  /** The sources are to be closed by whoever asked. */
  | { readonly kind: 'located'; readonly sources: LocatedSources }
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

/** What a record says of each reference: several of one name stand in the order in which they were found. */
const matchRecorded = (
  hashes: readonly string[],
  record: ResolutionRecord | undefined,
): readonly (RecordedSource | undefined)[] => {
  const left = [...(record?.sources ?? [])];
  return hashes.map((hash) => {
    const at = left.findIndex(({ sourceHash }) => sourceHash === hash);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  });
};

/** The first reference is the original, without which there is nothing; a layer may be missing. */
export const locateSources = async (
  deps: LocateDeps,
  refs: readonly AssetRef[],
  { record, version }: Knowledge,
  parent: AbortSignal,
): Promise<Location> =>
  withinTime({ timeoutMs: deps.originTimeoutMs, code: 'origin.timeout' }, parent, async (signal) => {
    const hashes = refs.map((ref) => hashSource(ref, deps.hashing));
    const lookAll = async (recorded: readonly (RecordedSource | undefined)[]): Promise<readonly Opened[]> =>
      Promise.all(
        refs.map(async (ref, index) => {
          const origin = originOf(ref, deps);
          const asked = index === 0 ? version : undefined;
          return origin && look(origin, { ref, known: recorded[index], version: asked }, signal);
        }),
      );

    const recorded = matchRecorded(hashes, record);
    let found = await lookAll(recorded);
    const isUnchanged = found.every(
      (opened, index) =>
        opened === 'not-modified' || (index > 0 && opened === undefined && recorded[index] === undefined),
    );
    if (record && isUnchanged) return { kind: 'unchanged' };
    // One has changed, so all are needed.
    if (found.includes('not-modified')) {
      found.forEach(close);
      found = await lookAll([]);
    }

    const [original, ...layers] = found.map((opened, index) => {
      const [ref, sourceHash] = [refs[index], hashes[index]];
      return typeof opened === 'object' && ref && sourceHash !== undefined
        ? locatedOf(ref, opened, sourceHash)
        : undefined;
    });
    if (original && !found.includes('not-modified')) {
      return { kind: 'located', sources: [original, ...layers] };
    }
    found.forEach(close);
    const [ref] = refs;
    return ref && found[0] === undefined ? { kind: 'missing', ref } : { kind: 'changing' };
  });

const locatedOf = (ref: AssetRef, source: Source, sourceHash: string): Located => {
  const { key, etag, lastModifiedMs, version } = source;
  const known = {
    ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    ...(version !== undefined && { version }),
  };
  return { ref, source, recorded: { key, etag, ...known, sourceHash } };
};
