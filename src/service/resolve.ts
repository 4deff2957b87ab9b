/**
 * From a request to a variant: the resolution record, the origin when the record is old, the variant store, and, when
 * all that has nothing, the making of it. The rules are in plan/record.ts.
 */
import { type ErrorCode, Failure, fail } from '../errors.ts';
import { variantKeyText } from '../plan/keys.ts';
import { asksForNewer, effectiveVersion, judgeRecord, rememberAsked } from '../plan/record.ts';
import type {
  Clock,
  Hashing,
  Log,
  Origin,
  RecordedSource,
  ResolutionRecord,
  SourceEpochs,
  StoredVariant,
  Variant,
  VariantStore,
} from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import { createFlights, type Flight } from './coalesce.ts';
import type { Tier, Timing } from './delivered.ts';
import type { Generations, Making } from './generations.ts';
import { type LocatedSources, locateSources, presentAmong } from './locate.ts';
import { hashSource } from './purge.ts';
import { atMost, refine } from './refine.ts';
import { createRefinements } from './refinements.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

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
) => Promise<Developed | undefined>;

export interface ResolveRequest {
  readonly requestKey: string;
  /** Everything that goes into it, the original itself first. */
  readonly refs: readonly AssetRef[];
  readonly version?: number;
  /** Asked before the origin is, when nothing is kept: throws if there would be no place for the work. */
  readonly admit?: () => void;
  readonly develop: Develop;
  /** Makes a provisional answer what it should be; called when nobody waits. */
  readonly refine?: Develop;
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

export interface ResolveDeps {
  readonly origin: Origin;
  readonly remote?: Origin;
  readonly store: VariantStore;
  readonly generations: Generations;
  /** Drops all that was made from a source: called when it turns out to be gone. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly log: Log;
  readonly originTimeoutMs: number;
}

export interface Resolver {
  readonly resolve: (request: ResolveRequest, signal: AbortSignal) => Promise<Resolved>;
  /** Nothing is kept for this request, and nobody is making it. */
  readonly isUnmade: (requestKey: string) => Promise<boolean>;
}

/** How often an original may change under our eyes before we give up. */
const maxTries = 3;

const isOriginDown = (error: unknown): boolean =>
  error instanceof Failure && (error.code === 'origin.unreachable' || error.code === 'origin.timeout');

/** What the store holds for a request. */
interface Kept extends StoredVariant {
  readonly record: ResolutionRecord;
}

/** One refreshing of one request, and what it needs at every step. */
interface Run {
  readonly request: ResolveRequest;
  readonly flight: Flight;
  readonly making: Making;
  /** What the store's other users may have purged since. */
  readonly since: SourceEpochs;
  readonly stopwatch: Stopwatch;
}

/** An origin that comes before the one that has it could not be asked. */
const isProvisional = (located: LocatedSources): boolean =>
  presentAmong(located).some(({ source }) => source.provisional === true);

/** Found in another place than last time, only because the first one could not be asked. */
const isElsewhere = (located: LocatedSources, { record, variant }: Partial<Kept>): boolean =>
  variant !== undefined &&
  presentAmong(located).some(
    ({ source, recorded: { key, sourceHash } }) =>
      source.provisional === true &&
      !record?.sources.some((known) => known.sourceHash === sourceHash && known.key === key),
  );

const answer = (
  { record, variant }: Pick<Kept, 'record' | 'variant'>,
  tier: Tier,
  stopwatch: Stopwatch,
): Resolved => ({
  variant,
  tier,
  sources: record.sources,
  timings: stopwatch.timings(),
});

/** Makes what the store has not, and keeps it unless a source was purged meanwhile. */
const make = async (
  { store, clock, hashing, log }: ResolveDeps,
  { request, flight, making, since, stopwatch }: Run,
  located: LocatedSources,
  record: ResolutionRecord,
): Promise<Resolved | undefined> => {
  const developed = await request.develop(located, flight, stopwatch);
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
const take = async (
  deps: ResolveDeps,
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

/** Looking whether something is there belongs to no request. */
const { signal: always } = new AbortController();

export const createResolver = (deps: ResolveDeps): Resolver => {
  const { store, clock, hashing, log } = deps;
  const flights = createFlights<Resolved>();
  const refinements = createRefinements(deps);

  const readKept = async (requestKey: string, signal: AbortSignal): Promise<Partial<Kept>> => {
    const record = await store.getRecord(requestKey, signal);
    const stored = record && (await store.get(record.variantKey, signal));
    return { ...(record && { record }), ...stored };
  };

  /** Asks the origin; undefined when what it has changed while we looked. */
  const renew = async (run: Run, kept: Partial<Kept>): Promise<Resolved | undefined> => {
    const { request, flight, making, since, stopwatch } = run;
    const checkedAtMs = clock.nowMs();
    const located = await stopwatch.time('origin', async () =>
      locateSources(
        deps,
        request.refs,
        {
          ...(kept.variant && kept.record && { record: kept.record }),
          ...(request.version !== undefined && { version: request.version }),
        },
        flight.signal,
      ),
    );
    if (located.kind === 'missing') {
      if (kept.record) await deps.purge(located.ref, flight.signal);
      throw fail('source.not-found', `Resource not found - ${located.ref.publicId}`);
    }
    const asked = rememberAsked(kept.record, request.version);
    if (located.kind === 'unchanged' && kept.record && kept.variant && kept.tier !== undefined) {
      const record = { ...kept.record, ...asked, checkedAtMs };
      await making.store(async () => store.putRecord(request.requestKey, record, flight.signal, since));
      return answer({ record, variant: kept.variant }, kept.tier, stopwatch);
    }
    if (located.kind !== 'located') return undefined;
    try {
      if (isElsewhere(located.sources, kept)) throw fail('origin.unreachable'); // what we have is likelier
      return await take(deps, run, located.sources, { checkedAtMs, ...asked });
    } finally {
      for (const { source } of presentAmong(located.sources)) source.close?.();
    }
  };

  const refresh = async (request: ResolveRequest, flight: Flight): Promise<Resolved> => {
    const stopwatch = createStopwatch();
    const hashes = request.refs.map((ref) => hashSource(ref, hashing));
    // Whoever asks after a purge gets a flight of their own: this one may hold what was purged.
    const making = deps.generations.begin(hashes, flight.detach);
    let kept: Partial<Kept> = {};
    try {
      const since = await store.readEpochs(hashes, flight.signal);
      kept = await readKept(request.requestKey, flight.signal);
      // A flight may have ended between our caller's look at the record and this one.
      if (isFresh(kept, clock.nowMs(), request.version)) return answer(kept, kept.tier, stopwatch);
      for (let tries = 0; tries < maxTries; tries += 1) {
        const resolved = await renew({ request, flight, making, since, stopwatch }, kept);
        if (resolved) return resolved;
      }
      throw fail('origin.unreachable', 'The original keeps changing');
    } catch (error) {
      const { record, variant } = kept;
      if (!isOriginDown(error) || !record || !variant) throw error;
      log.event('warn', 'origin.down-serving-stale', { requestKey: request.requestKey, error });
      return answer({ record, variant }, 'stale', stopwatch);
    } finally {
      making.end();
    }
  };

  const answerNow: Resolver['resolve'] = async (request, signal) => {
    const { requestKey, version } = request;
    const kept = await readKept(requestKey, signal);
    if (isFresh(kept, clock.nowMs(), version)) {
      const { variant, tier, record } = kept;
      return { variant, tier, sources: record.sources, timings: [], record };
    }
    const { record } = kept;
    // Before there is a flight, which costs as much again as all of a refusal.
    if (!kept.variant && !flights.has(requestKey)) request.admit?.();
    // A version that we do not know yet may name content that is newer than what a flight of before has seen.
    const rank = record === undefined || asksForNewer(record, version) ? (effectiveVersion(version) ?? 0) : 0;
    return flights.join({ key: requestKey, rank, work: async (flight) => refresh(request, flight) }, signal);
  };

  const resolve: Resolver['resolve'] = async (request, signal) => {
    const resolved = await answerNow(request, signal);
    const { refine: develop } = request;
    if (resolved.variant.provisional === true && develop) {
      refinements.start(request.requestKey, async () =>
        refine(deps, request, async ({ kept, ...refining }, located, record) =>
          make(
            deps,
            { request: { ...request, develop: atMost(kept, develop) }, ...refining },
            located,
            record,
          ),
        ),
      );
    }
    return resolved;
  };

  return {
    resolve,
    isUnmade: async (requestKey) =>
      !flights.has(requestKey) && (await readKept(requestKey, always)).variant === undefined,
  };
};

const isFresh = (kept: Partial<Kept>, nowMs: number, version: number | undefined): kept is Kept =>
  kept.variant !== undefined && judgeRecord(kept.record, nowMs, version) === 'fresh';
