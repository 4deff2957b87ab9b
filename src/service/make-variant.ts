/** The variant of what was located: from the store, or made and kept there. */
import type { ErrorCode } from '../errors.ts';
import { variantKeyText } from '../plan/keys.ts';
import type {
  Clock,
  Hashing,
  Log,
  RecordedSource,
  ResolutionRecord,
  SourceEpochs,
  Variant,
  VariantStore,
} from '../ports.ts';
import type { Place } from './admission.ts';
import type { Flight } from './coalesce.ts';
import type { Tier, Timing } from './delivered.ts';
import type { Making } from './generations.ts';
import { isProvisional, type LocatedSources, presentAmong } from './locate.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface MakeDeps {
  readonly store: VariantStore;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is made of the originals, before it has a name. */
export interface Developed extends Omit<Variant, 'createdAtMs' | 'etag' | 'sources'> {
  readonly tier: 'miss' | 'original';
  /** It looks as it should: it was seen, all of it. */
  readonly judged?: true;
  /** Why another picture may come of the same, soon: this one is not kept. */
  readonly blind?: ErrorCode;
}

/** Undefined when an original changed before it was read. */
export type Develop = (
  originals: LocatedSources,
  flight: Flight,
  stopwatch: Stopwatch,
  place?: Place,
) => Promise<Developed | undefined>;

export interface MakeRequest {
  readonly requestKey: string;
  readonly develop: Develop;
}

export interface Resolved {
  readonly variant: Variant;
  readonly tier: Tier;
  readonly sources: readonly RecordedSource[];
  readonly timings: readonly Timing[];
  readonly blind?: ErrorCode;
  /** Of a plain hit, which may be given again while this is fresh. */
  readonly record?: ResolutionRecord;
}

/** What making needs at every step. */
export interface Run {
  readonly request: MakeRequest;
  readonly flight: Flight;
  readonly making: Making;
  /** What the store's other users may have purged since. */
  readonly since: SourceEpochs;
  readonly stopwatch: Stopwatch;
  /** Of the first attempt. */
  readonly place?: Place;
}

export const answer = (
  { record, variant }: Pick<Resolved, 'variant'> & { readonly record: ResolutionRecord },
  tier: Tier,
  stopwatch: Stopwatch,
): Resolved => ({
  variant,
  tier,
  sources: record.sources,
  timings: stopwatch.timings(),
});

/** Makes what the store has not, and keeps it unless a source was purged meanwhile. */
export const make = async (
  { store, clock, hashing, log }: MakeDeps,
  { request, flight, making, since, stopwatch, place }: Run,
  located: LocatedSources,
  record: ResolutionRecord,
): Promise<Resolved | undefined> => {
  const developed = await request.develop(located, flight, stopwatch, place);
  if (developed === undefined) return undefined;
  const { tier, blind, judged: _, ...picture } = developed;
  const variant: Variant = {
    ...picture,
    etag: hashing.etag(picture.bytes),
    createdAtMs: clock.nowMs(),
    sources: record.sources.map(({ sourceHash }) => sourceHash),
  };
  if (blind !== undefined) return { ...answer({ record, variant }, tier, stopwatch), blind };
  try {
    await making.store(async () => {
      await store.put(record.variantKey, variant, flight.signal, since);
      if (isProvisional(located)) return; // to be asked for again by the next request
      await store.putRecord(request.requestKey, record, flight.signal, since);
    });
  } catch (error) {
    log.event('warn', 'variant.not-stored', { requestKey: request.requestKey, error }); // the picture is made all the same
  }
  return answer({ record, variant }, isProvisional(located) ? 'stale' : tier, stopwatch);
};

/** The variant that belongs to what was located, from the store or made. */
export const take = async (
  deps: MakeDeps,
  run: Run,
  located: LocatedSources,
  { checkedAtMs, ...asked }: Pick<ResolutionRecord, 'askedVersion' | 'checkedAtMs'>,
): Promise<Resolved | undefined> => {
  const { store, hashing } = deps;
  const { request, flight, making, since, stopwatch } = run;
  const present = presentAmong(located);
  const sources = present.map(({ recorded }) => recorded);
  const variantKey = hashing.key(variantKeyText(request.requestKey, sources));
  const saidAtMs = Math.min(checkedAtMs, ...present.map(({ source }) => source.checkedAtMs ?? checkedAtMs));
  const record: ResolutionRecord = { variantKey, sources, checkedAtMs: saidAtMs, ...asked };
  const stored = await store.get(variantKey, flight.signal);
  if (stored === undefined) return make(deps, run, located, record);
  if (isProvisional(located)) return answer({ record, variant: stored.variant }, 'stale', stopwatch);
  await making.store(async () => store.putRecord(request.requestKey, record, flight.signal, since));
  return answer({ record, variant: stored.variant }, stored.tier, stopwatch);
};
