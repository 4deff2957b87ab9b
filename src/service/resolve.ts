/**
 * From a request to a variant: the resolution record, the origin when the record is old, the variant store, and, when
 * all that has nothing, the making of it. The rules are in plan/record.ts.
 */
import { type ErrorCode, Failure, fail } from '../errors.ts';
import { asksForNewer, effectiveVersion, judgeRecord, rememberAsked } from '../plan/record.ts';
import type { Origin, ResolutionRecord, StoredVariant, VariantStore } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Place } from './admission.ts';
import { createFlights, type Flight } from './coalesce.ts';
import type { Generations } from './generations.ts';
import { type LocatedSources, locateSources, presentAmong } from './locate.ts';
import {
  answer,
  type Develop,
  make,
  type MakeDeps,
  type MakeRequest,
  type Resolved,
  type Run,
  take,
} from './make-variant.ts';
import { hashSource } from './purge.ts';
import { atMost, refine } from './refine.ts';
import { createRefinements } from './refinements.ts';
import { createStopwatch } from './stopwatch.ts';

export interface ResolveRequest extends MakeRequest {
  /** Everything that goes into it, the original itself first. */
  readonly refs: readonly AssetRef[];
  readonly version?: number;
  /** Asked before the origin is, when nothing is kept: the work's place, where it needs one. Throws if there is none. */
  readonly admit?: () => Place | undefined;
  /** Makes a provisional answer what it should be; called when nobody waits. */
  readonly refine?: Develop;
}

export interface ResolveDeps extends MakeDeps {
  readonly origin: Origin;
  readonly remote?: Origin;
  readonly generations: Generations;
  /** Drops all that was made from a source: called when it turns out to be gone. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
  readonly originTimeoutMs: number;
}

export interface Resolver {
  readonly resolve: (request: ResolveRequest, signal: AbortSignal) => Promise<Resolved>;
  /** Nothing is kept for this request, and nobody is making it. */
  readonly isUnmade: (requestKey: string) => Promise<boolean>;
}

/** How often an original may change under our eyes before we give up. */
const maxTries = 3;

const passing: ReadonlySet<ErrorCode> = new Set([
  'origin.timeout',
  'origin.unreachable',
  'overload.queue-full',
]);

/** What we have is better than to hear of it. */
const isPassing = (error: unknown): boolean => error instanceof Failure && passing.has(error.code);

/** What the store holds for a request. */
interface Kept extends StoredVariant {
  readonly record: ResolutionRecord;
}

/** One refreshing of one request. */
interface Refreshing extends Run {
  readonly request: ResolveRequest;
}

/** Found in another place than last time, only because the first one could not be asked. */
const isElsewhere = (located: LocatedSources, { record, variant }: Partial<Kept>): boolean =>
  variant !== undefined &&
  presentAmong(located).some(
    ({ source, recorded: { key, sourceHash } }) =>
      source.provisional === true &&
      !record?.sources.some((known) => known.sourceHash === sourceHash && known.key === key),
  );

const readKept = async (
  store: VariantStore,
  requestKey: string,
  signal: AbortSignal,
): Promise<Partial<Kept>> => {
  const record = await store.getRecord(requestKey, signal);
  const stored = record && (await store.get(record.variantKey, signal));
  return { ...(record && { record }), ...stored };
};

/** Looking whether something is there belongs to no request. */
const { signal: always } = new AbortController();

export const createResolver = (deps: ResolveDeps): Resolver => {
  const { store, clock, hashing, log } = deps;
  const flights = createFlights<Resolved>();
  const refinements = createRefinements(deps);

  /** Asks the origin; undefined when what it has changed while we looked. */
  const renew = async (run: Refreshing, kept: Partial<Kept>): Promise<Resolved | undefined> => {
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

  const refresh = async (request: ResolveRequest, flight: Flight, place?: Place): Promise<Resolved> => {
    const stopwatch = createStopwatch();
    const hashes = request.refs.map((ref) => hashSource(ref, hashing));
    // Whoever asks after a purge gets a flight of their own: this one may hold what was purged.
    const making = deps.generations.begin(hashes, flight.detach);
    let kept: Partial<Kept> = {};
    try {
      const since = await store.readEpochs(hashes, flight.signal);
      kept = await readKept(store, request.requestKey, flight.signal);
      // A flight may have ended between our caller's look at the record and this one.
      if (isFresh(kept, clock.nowMs(), request.version)) return answer(kept, kept.tier, stopwatch);
      const run: Refreshing = { request, flight, making, since, stopwatch };
      for (let tries = 0; tries < maxTries; tries += 1) {
        const resolved = await renew(tries === 0 && place ? { ...run, place } : run, kept);
        if (resolved) return resolved;
      }
      throw fail('origin.unreachable', 'The original keeps changing');
    } catch (error) {
      const { record, variant } = kept;
      if (!isPassing(error) || !record || !variant) throw error;
      log.event('warn', 'variant.served-stale', { requestKey: request.requestKey, error });
      return answer({ record, variant }, 'stale', stopwatch);
    } finally {
      making.end();
      place?.leave();
    }
  };

  const answerNow: Resolver['resolve'] = async (request, signal) => {
    const { requestKey, version } = request;
    const kept = await readKept(store, requestKey, signal);
    if (isFresh(kept, clock.nowMs(), version)) {
      const { variant, tier, record } = kept;
      return { variant, tier, sources: record.sources, timings: [], record };
    }
    const { record } = kept;
    if (signal.aborted) throw fail('request.aborted');
    // Before there is a flight, which costs as much again as all of a refusal.
    const place = !kept.variant && !flights.has(requestKey) ? request.admit?.() : undefined;
    // A version that we do not know yet may name content that is newer than what a flight of before has seen.
    const rank = record === undefined || asksForNewer(record, version) ? (effectiveVersion(version) ?? 0) : 0;
    const work = async (flight: Flight): Promise<Resolved> => refresh(request, flight, place);
    return flights.join({ key: requestKey, rank, work }, signal);
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
      !flights.has(requestKey) && (await readKept(store, requestKey, always)).variant === undefined,
  };
};

const isFresh = (kept: Partial<Kept>, nowMs: number, version: number | undefined): kept is Kept =>
  kept.variant !== undefined && judgeRecord(kept.record, nowMs, version) === 'fresh';
