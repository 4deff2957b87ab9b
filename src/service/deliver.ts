/** The main job: a URL in, a developed picture out. */
import type { Failure } from '../errors.ts';
import { readDeliveryFlags } from '../plan/delivery-flags.ts';
import { requestKeyText } from '../plan/keys.ts';
import { type Client, negotiate, type Negotiated } from '../plan/negotiate.ts';
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
import { printTransformation } from '../url/print.ts';
import { type AccessPolicy, checkAccess, checkLayers } from './access.ts';
import { createAdmission, type LaneLoad } from './admission.ts';
import { attachmentOf, cachingOf, cachingOfDefault, type CachingSettings } from './caching.ts';
import { type CoordinatesOf, coordinatesText } from './coordinates.ts';
import { defaultOf, isMissing } from './default-image.ts';
import type { Delivered } from './delivered.ts';
import { presumeLane } from './cost.ts';
import { createDevelop, createDevelopRaw } from './develop.ts';
import { createFaceFinder } from './find-faces.ts';
import { createExplain, type KeyOf } from './explain.ts';
import { createGenerations } from './generations.ts';
import type { Lane } from './lanes.ts';
import { layersOf, toJobLayers } from './layers.ts';
import { createPurge } from './purge.ts';
import { createReadOriginal } from './read-original.ts';
import { createResolve, type Develop, type Resolved } from './resolve.ts';

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
  /** Every stage of the same, as JSON; what fails is part of the explanation. */
  readonly explain: (url: ParsedUrl, signal: AbortSignal, client?: Client) => Promise<unknown>;
  /** Forgets all that was made from an original; answers how many variants went. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
  /** How busy we are, for whoever measures. */
  readonly load: () => Readonly<Record<Lane, LaneLoad>>;
}

/** With what the client had a say in settled. */
type NegotiatedUrl = ParsedUrl & { readonly negotiated: Negotiated };

const waitingPerSlot = 8;
const defaultBytesHeld = 256 * 1024 * 1024;

export const createDelivery = (deps: DeliveryDeps): Delivery => {
  const { access, caching, engine, hashing, keepsAttribution = false, limits, renderSlots } = deps;
  const { maxWaitingRenders = renderSlots * waitingPerSlot } = deps;
  const { maxBytesHeld = Math.max(defaultBytesHeld, limits.maxInputBytes) } = deps;

  const generations = createGenerations();
  const purge = createPurge({ ...deps, generations });
  const resolve = createResolve({ ...deps, generations, purge, originTimeoutMs: limits.originTimeoutMs });
  const readOriginal = createReadOriginal({ limits, maxBytesHeld });
  const admission = createAdmission({ slots: renderSlots, maxWaiting: maxWaitingRenders, clock: deps.clock });
  const findFaces = createFaceFinder({ ...deps, generations, timeoutMs: limits.renderTimeoutMs / 2 });
  const develop = createDevelop({ ...deps, readOriginal, admission, findFaces });
  const developRaw = createDevelopRaw(readOriginal);

  // They may be long, and go into every key.
  const engineVersion = hashing.key(`${engine.version} ${deps.detector?.version ?? ''}`);
  const { coordinatesOf = () => undefined } = deps;
  const keyOf: KeyOf = (url, acceptClass, [original, ...layers]) =>
    hashing.key(
      requestKeyText(original, {
        extension: url.format,
        chain: printTransformation(url.transformation),
        acceptClass,
        settings: `${keepsAttribution ? 'attribution' : ''}${coordinatesText([original, ...layers].map(coordinatesOf))}`,
        engineVersion,
      }),
    );

  /** `original` is that of the URL, or what stands in for it. */
  const resolveWith = async (
    url: NegotiatedUrl,
    original: AssetRef,
    signal: AbortSignal,
  ): Promise<Resolved & { readonly requestKey: string }> => {
    const layers = layersOf(url, limits);
    checkLayers(url, layers, access);
    const refs = [original, ...layers] as const;
    const { acceptClass } = url.negotiated;
    const requestKey = keyOf(url, acceptClass, refs);
    const developWith =
      (refines: boolean): Develop =>
      async (located, flight, stopwatch) =>
        (url.resourceType === 'raw' ? developRaw : develop)({
          url,
          source: located[0].source,
          content: located[0].recorded,
          layers: toJobLayers(layers, located),
          contents: located.map((each) => each?.recorded),
          coordinates: refs.map(coordinatesOf),
          ...{ flight, stopwatch, refines },
          ...(acceptClass !== '' && { accept: acceptClass }),
        });
    const resolved = await resolve(
      {
        requestKey,
        refs,
        ...(original === url && url.version !== undefined && { version: url.version }),
        admit: () => {
          if (url.resourceType !== 'raw') admission.check(presumeLane(url.transformation, url.format));
        },
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
    checkAccess(asked, access, hashing);
    const negotiated = negotiate(asked.transformation, client);
    const url: NegotiatedUrl = { ...asked, transformation: negotiated.transformation, negotiated };
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

  return {
    deliver,
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
