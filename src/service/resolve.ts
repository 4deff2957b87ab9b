/**
 * From a request to a variant: the resolution record, the origin when the record is old, the variant store, and, when
 * all that has nothing, the making of it. The rules are in plan/record.ts.
 */
import { Failure, fail } from '../errors.ts';
import { variantKeyText } from '../plan/keys.ts';
import { asksForNewer, effectiveVersion, judgeRecord, rememberAsked } from '../plan/record.ts';
import type {
  Clock,
  Hashing,
  Log,
  Origin,
  RecordedSource,
  ResolutionRecord,
  Variant,
  VariantStore,
} from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import { createFlights, type Flight } from './coalesce.ts';
import type { Tier, Timing } from './delivered.ts';
import type { Generations, Making } from './generations.ts';
import { type Located, locateSources } from './locate.ts';
import { hashSource } from './purge.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

/** What is made of the originals, before it has a name. */
export interface Developed extends Omit<Variant, 'createdAtMs' | 'etag' | 'sources'> {
  readonly tier: 'miss' | 'original';
}

/** Undefined when an original changed before it was read. */
export type Develop = (
  originals: readonly Located[],
  flight: Flight,
  stopwatch: Stopwatch,
) => Promise<Developed | undefined>;

export interface ResolveRequest {
  readonly requestKey: string;
  /** Everything that goes into it, the original itself first. */
  readonly refs: readonly AssetRef[];
  readonly version?: number;
  readonly develop: Develop;
}

export interface Resolved {
  readonly variant: Variant;
  readonly tier: Tier;
  readonly sources: readonly RecordedSource[];
  readonly timings: readonly Timing[];
}

export interface ResolveDeps {
  readonly origin: Origin;
  readonly store: VariantStore;
  readonly generations: Generations;
  /** Drops all that was made from a source: called when it turns out to be gone. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly log: Log;
  readonly originTimeoutMs: number;
}

export type Resolve = (request: ResolveRequest, signal: AbortSignal) => Promise<Resolved>;

/** How often an original may change under our eyes before we give up. */
const maxTries = 3;

const isOriginDown = (error: unknown): boolean =>
  error instanceof Failure && (error.code === 'origin.unreachable' || error.code === 'origin.timeout');

/** What the store holds for a request. */
interface Kept {
  readonly record: ResolutionRecord;
  readonly variant: Variant;
}

/** One refreshing of one request, and what it needs at every step. */
interface Run {
  readonly request: ResolveRequest;
  readonly flight: Flight;
  readonly making: Making;
  readonly stopwatch: Stopwatch;
}

export const createResolve = (deps: ResolveDeps): Resolve => {
  const { store, clock, hashing, log } = deps;
  const flights = createFlights<Resolved>();

  const readKept = async (requestKey: string, signal: AbortSignal): Promise<Partial<Kept>> => {
    const record = await store.getRecord(requestKey, signal);
    const variant = record && (await store.get(record.variantKey, signal));
    return { ...(record && { record }), ...(variant && { variant }) };
  };

  const answer = ({ record, variant }: Kept, tier: Tier, stopwatch: Stopwatch): Resolved => ({
    variant,
    tier,
    sources: record.sources,
    timings: stopwatch.timings(),
  });

  /** Makes what the store has not, and keeps it unless a source was purged meanwhile. */
  const make = async (
    { request, flight, making, stopwatch }: Run,
    located: readonly Located[],
    record: ResolutionRecord,
  ): Promise<Resolved | undefined> => {
    const developed = await request.develop(located, flight, stopwatch);
    if (developed === undefined) return undefined;
    const { tier, ...picture } = developed;
    const variant: Variant = {
      ...picture,
      etag: hashing.etag(picture.bytes),
      createdAtMs: clock.nowMs(),
      sources: record.sources.map(({ sourceHash }) => sourceHash),
    };
    try {
      await making.store(async () => {
        await store.put(record.variantKey, variant, flight.signal);
        await store.putRecord(request.requestKey, record, flight.signal);
      });
    } catch (error) {
      log.event('warn', 'variant.not-stored', { requestKey: request.requestKey, error }); // the picture is made all the same
    }
    return answer({ record, variant }, tier, stopwatch);
  };

  /** Asks the origin; undefined when what it has changed while we looked. */
  const renew = async (run: Run, kept: Partial<Kept>): Promise<Resolved | undefined> => {
    const { request, flight, making, stopwatch } = run;
    const checkedAtMs = clock.nowMs();
    const located = await stopwatch.time('origin', async () =>
      locateSources(deps, request.refs, kept.variant ? kept.record : undefined, flight.signal),
    );
    if (located.kind === 'missing') {
      if (kept.record) await deps.purge(located.ref, flight.signal);
      throw fail('source.not-found', `Resource not found - ${located.ref.publicId}`);
    }
    const asked = rememberAsked(kept.record, request.version);
    if (located.kind === 'unchanged' && kept.record && kept.variant) {
      const record = { ...kept.record, ...asked, checkedAtMs };
      await making.store(async () => store.putRecord(request.requestKey, record, flight.signal));
      return answer({ record, variant: kept.variant }, 'memory', stopwatch);
    }
    if (located.kind !== 'located') return undefined;
    const sources = located.sources.map(({ recorded }) => recorded);
    const variantKey = hashing.key(variantKeyText(request.requestKey, sources));
    const record: ResolutionRecord = { variantKey, sources, checkedAtMs, ...asked };
    const variant = await store.get(variantKey, flight.signal);
    if (variant === undefined) return make(run, located.sources, record);
    await making.store(async () => store.putRecord(request.requestKey, record, flight.signal));
    return answer({ record, variant }, 'memory', stopwatch);
  };

  const refresh = async (request: ResolveRequest, flight: Flight): Promise<Resolved> => {
    const stopwatch = createStopwatch();
    const hashes = request.refs.map((ref) => hashSource(ref, hashing));
    // Whoever asks after a purge gets a flight of their own: this one may hold what was purged.
    const making = deps.generations.begin(hashes, flight.detach);
    const kept = await readKept(request.requestKey, flight.signal);
    const { record, variant } = kept;
    try {
      // A flight may have ended between our caller's look at the record and this one.
      if (record && variant && judgeRecord(record, clock.nowMs(), request.version) === 'fresh') {
        return answer({ record, variant }, 'memory', stopwatch);
      }
      for (let tries = 0; tries < maxTries; tries += 1) {
        const resolved = await renew({ request, flight, making, stopwatch }, kept);
        if (resolved) return resolved;
      }
      throw fail('origin.unreachable', 'The original keeps changing');
    } catch (error) {
      if (!isOriginDown(error) || !record || !variant) throw error;
      log.event('warn', 'origin.down-serving-stale', { requestKey: request.requestKey, error });
      return answer({ record, variant }, 'stale', stopwatch);
    } finally {
      making.end();
    }
  };

  return async (request, signal) => {
    const { requestKey, version } = request;
    const { record, variant } = await readKept(requestKey, signal);
    if (record && variant && judgeRecord(record, clock.nowMs(), version) === 'fresh') {
      return { variant, tier: 'memory', sources: record.sources, timings: [] };
    }
    // A version that we do not know yet may name content that is newer than what a flight of before has seen.
    const rank = record === undefined || asksForNewer(record, version) ? (effectiveVersion(version) ?? 0) : 0;
    return flights.join({ key: requestKey, rank, work: async (flight) => refresh(request, flight) }, signal);
  };
};
