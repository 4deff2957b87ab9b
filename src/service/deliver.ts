/** The main job: a URL in, a developed picture out. */
import type { Failure } from '../errors.ts';
import { readDeliveryFlags } from '../plan/delivery-flags.ts';
import type { Client } from '../plan/negotiate.ts';
import type {
  Clock,
  FaceDetector,
  FactStore,
  Hashing,
  Limits,
  Log,
  Origin,
  PixelEngine,
  VariantStore,
} from '../ports.ts';
import type { AssetRef, ParsedUrl } from '../url/parsed-url.ts';
import type { AccessPolicy } from './access.ts';
import { createAdmission, type LaneLoad } from './admission.ts';
import { attachmentOf, cachingOf, cachingOfDefault, type CachingSettings } from './caching.ts';
import type { CoordinatesOf } from './coordinates.ts';
import { defaultOf, isMissing } from './default-image.ts';
import type { Delivered } from './delivered.ts';
import { presumeLane } from './cost.ts';
import { createDevelop, createDevelopRaw } from './develop.ts';
import { createFaceFinder } from './find-faces.ts';
import { createExplain } from './explain.ts';
import { createGenerations } from './generations.ts';
import { createIdentify, type NegotiatedUrl } from './identify.ts';
import type { Lane } from './lanes.ts';
import { toJobLayers } from './layers.ts';
import { createPurge } from './purge.ts';
import { createReadOriginal } from './read-original.ts';
import type { Develop, Resolved } from './make-variant.ts';
import { createResolver } from './resolve.ts';

export interface DeliveryDeps {
  readonly origin: Origin;
  /** Where `fetch` finds what an address names; nothing is fetched when absent. */
  readonly remote?: Origin;
  readonly store: VariantStore;
  /** What is known of originals. */
  readonly facts: FactStore;
  readonly engine: PixelEngine;
  /** Pictures have no faces when absent. */
  readonly detector?: FaceDetector;
  /** Nothing is stored when absent. */
  readonly coordinatesOf?: CoordinatesOf;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Limits;
  /** What originals say of their creators and rights goes with every picture. */
  readonly keepsAttribution?: boolean;
  readonly access: AccessPolicy;
  readonly caching: CachingSettings;
  /** Renders that run at a time: the number of cores. */
  readonly renderSlots: number;
  /** Renders that may wait for one of them, in each lane; 8 for each slot by default. */
  readonly maxWaitingRenders?: number;
  /** Bytes of originals held at a time; 256 MB, or one of the largest allowed, by default. */
  readonly maxBytesHeld?: number;
}

export interface Delivery {
  /** Throws a Failure for whatever cannot be answered. */
  readonly deliver: (url: ParsedUrl, signal: AbortSignal, client?: Client) => Promise<Delivered>;
  /**
   * Throws `overload.queue-full` where `deliver` would, for nobody has made the picture and there is no place to make it;
   * what `deliver` would say instead may be thrown, too. Takes a part of the time.
   */
  readonly shed: (url: ParsedUrl, client: Client) => Promise<void>;
  /** Whether there may be no place. */
  readonly isFull: () => boolean;
  /** Every stage of the same, as JSON; what fails is part of the explanation. */
  readonly explain: (url: ParsedUrl, signal: AbortSignal, client?: Client) => Promise<unknown>;
  /** Forgets all that was made from an original; answers how many variants went. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
  /** How busy we are, for whoever measures. */
  readonly load: () => Readonly<Record<Lane, LaneLoad>>;
}

const waitingPerSlot = 8;
const defaultBytesHeld = 256 * 1024 * 1024;

export const createDelivery = (deps: DeliveryDeps): Delivery => {
  const { caching, engine, limits, renderSlots } = deps;
  const { maxWaitingRenders = renderSlots * waitingPerSlot } = deps;
  const { maxBytesHeld = Math.max(defaultBytesHeld, limits.maxInputBytes) } = deps;

  const generations = createGenerations();
  const purge = createPurge({ ...deps, generations });
  const resolver = createResolver({ ...deps, generations, purge, originTimeoutMs: limits.originTimeoutMs });
  const readOriginal = createReadOriginal({ limits, maxBytesHeld });
  const admission = createAdmission({ slots: renderSlots, maxWaiting: maxWaitingRenders, clock: deps.clock });
  const findFaces = createFaceFinder({ ...deps, generations, timeoutMs: limits.renderTimeoutMs / 2 });
  const develop = createDevelop({ ...deps, readOriginal, admission, findFaces });
  const developRaw = createDevelopRaw(readOriginal);

  const { coordinatesOf = () => undefined } = deps;
  const versions = [engine.version, deps.detector?.version ?? ''];
  const { identify, keyOf, negotiate } = createIdentify({ ...deps, coordinatesOf, versions });

  /** Undefined where no picture is made. */
  const laneFor = ({ resourceType, transformation, format }: ParsedUrl): Lane | undefined =>
    resourceType === 'raw' ? undefined : presumeLane(transformation, format);

  /** `original` is that of the URL, or what stands in for it. */
  const resolveWith = async (
    url: NegotiatedUrl,
    original: AssetRef,
    signal: AbortSignal,
  ): Promise<Resolved & { readonly requestKey: string }> => {
    const { layers, refs, requestKey } = identify(url, original);
    const { acceptClass } = url.negotiated;
    const lane = laneFor(url);
    const developWith =
      (refines: boolean): Develop =>
      async (located, flight, stopwatch, place) =>
        (url.resourceType === 'raw' ? developRaw : develop)({
          url,
          source: located[0].source,
          content: located[0].recorded,
          layers: toJobLayers(layers, located),
          contents: located.map((each) => each?.recorded),
          coordinates: refs.map(coordinatesOf),
          ...{ flight, stopwatch, refines },
          ...(place && { place }),
          ...(acceptClass !== '' && { accept: acceptClass }),
        });
    const resolved = await resolver.resolve(
      {
        requestKey,
        refs,
        ...(original === url && url.version !== undefined && { version: url.version }),
        admit: () => (lane === undefined ? undefined : admission.enter(lane)),
        develop: developWith(false),
        refine: developWith(true),
      },
      signal,
    );
    return { ...resolved, requestKey };
  };

  const deliverDefault = async (
    url: NegotiatedUrl,
    original: AssetRef,
    missing: Failure,
    signal: AbortSignal,
  ): Promise<Delivered> => {
    const resolved = await resolveWith(url, original, signal);
    return describe(url, resolved, { caching: cachingOfDefault, standsInFor: missing.message });
  };

  const deliver: Delivery['deliver'] = async (asked, signal, client = {}) => {
    const url = negotiate(asked, client);
    const standIn = defaultOf(url);
    try {
      const { requestKey, ...resolved } = await resolveWith(url, url, signal);
      const { record } = resolved;
      return describe(url, resolved, {
        caching: cachingOf(url, readDeliveryFlags(url.transformation), resolved, caching),
        ...(record && { basis: { requestKey, record } }),
      });
    } catch (error) {
      if (standIn === undefined || !isMissing(error)) throw error;
      return await deliverDefault(url, standIn, error, signal);
    }
  };

  const shed: Delivery['shed'] = async (asked, client) => {
    const url = negotiate(asked, client);
    const lane = laneFor(url);
    if (lane === undefined) return;
    if (await resolver.isUnmade(identify(url, url).requestKey)) admission.check(lane);
  };

  return {
    deliver,
    shed,
    isFull: admission.isFull,
    explain: createExplain({ ...deps, keyOf, coordinatesOf, readOriginal, findFaces }),
    purge,
    load: admission.load,
  };
};

/** What is known of an answer, put together. */
const describe = (
  { negotiated, ...url }: NegotiatedUrl,
  { variant, tier, timings, sources, blind }: Resolved,
  rest: Pick<Delivered, 'basis' | 'caching' | 'standsInFor'>,
): Delivered => {
  const attachment = attachmentOf(url, readDeliveryFlags(url.transformation), variant);
  const lastModifiedMs = sources[0]?.lastModifiedMs;
  return {
    ...{ url, variant, tier, timings },
    ...(negotiated.vary.length > 0 && { vary: negotiated.vary }),
    ...(negotiated.dpr !== undefined && { dpr: negotiated.dpr }),
    ...(attachment !== undefined && { attachment }),
    ...(blind !== undefined && { blind }),
    ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    ...rest,
  };
};
