/** Makes a provisional variant what it should be, in its own place. */
import { variantKeyText } from '../plan/keys.ts';
import type { Clock, Hashing, ResolutionRecord, SourceEpochs, Variant, VariantStore } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Flight } from './coalesce.ts';
import type { Generations, Making } from './generations.ts';
import { type LocateDeps, type LocatedSources, locateSources, presentAmong } from './locate.ts';
import { hashSource } from './purge.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export interface RefineDeps extends LocateDeps {
  readonly store: VariantStore;
  readonly generations: Generations;
  readonly hashing: Hashing;
  readonly clock: Clock;
}

/** What making a variant needs besides its sources. */
export interface Refining {
  readonly flight: Flight;
  readonly making: Making;
  readonly since: SourceEpochs;
  readonly stopwatch: Stopwatch;
  /** What is there now. */
  readonly kept: Variant;
}

/** Develops and keeps. */
export type Make = (
  refining: Refining,
  located: LocatedSources,
  record: ResolutionRecord,
) => Promise<unknown>;

export interface Refined {
  readonly requestKey: string;
  readonly refs: readonly AssetRef[];
}

/**
 * What is there stays, as the final one, where the better one turns out to be larger: both look the same, as far as
 * anybody knows. Not where the better one was looked at, and is as large as its looks need.
 */
export const atMost =
  <
    T extends Pick<Variant, 'bytes' | 'contentType'> & { readonly judged?: true },
    Args extends readonly unknown[],
  >(
    { bytes, contentType }: Variant,
    develop: (...args: Args) => Promise<T | undefined>,
  ): ((...args: Args) => Promise<T | undefined>) =>
  async (...args) => {
    const developed = await develop(...args);
    return developed && developed.judged !== true && developed.bytes.length > bytes.length
      ? { ...developed, bytes, contentType }
      : developed;
  };

/** Nobody waits, so nobody leaves. */
const unwatched = (): Flight => ({
  signal: new AbortController().signal,
  commit: () => undefined,
  giveUp: () => undefined,
  detach: () => undefined,
});

/** Does nothing if it has become final, or its sources have changed. */
export const refine = async (deps: RefineDeps, request: Refined, make: Make): Promise<void> => {
  const { store, hashing, clock, generations } = deps;
  const flight = unwatched();
  const hashes = request.refs.map((ref) => hashSource(ref, hashing));
  const making = generations.begin(hashes, flight.detach);
  try {
    const since = await store.readEpochs(hashes, flight.signal);
    const record = await store.getRecord(request.requestKey, flight.signal);
    const kept = record && (await store.get(record.variantKey, flight.signal));
    if (kept?.variant.provisional !== true) return;
    const checkedAtMs = clock.nowMs();
    const located = await locateSources(deps, request.refs, {}, flight.signal);
    if (located.kind !== 'located') return;
    try {
      const sources = presentAmong(located.sources).map(({ recorded }) => recorded);
      const variantKey = hashing.key(variantKeyText(request.requestKey, sources));
      if (variantKey !== record?.variantKey) return; // whoever asks next finds that out
      await make(
        { flight, making, since, stopwatch: createStopwatch(), kept: kept.variant },
        located.sources,
        {
          ...record,
          sources,
          checkedAtMs,
        },
      );
    } finally {
      for (const { source } of presentAmong(located.sources)) source.close?.();
    }
  } finally {
    making.end();
  }
};
