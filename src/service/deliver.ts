/** The main job: a URL in, a developed picture out. */
import { readDeliveryFlags } from '../plan/delivery-flags.ts';
import { requestKeyText } from '../plan/keys.ts';
import type { Clock, Hashing, Limits, Log, Origin, PixelEngine, VariantStore } from '../ports.ts';
import type { AssetRef, ParsedUrl } from '../url/parsed-url.ts';
import { printTransformation } from '../url/print.ts';
import { type AccessPolicy, checkAccess } from './access.ts';
import { attachmentOf, cachingOf, type CachingSettings } from './caching.ts';
import type { Delivered } from './delivered.ts';
import { createDevelop, createDevelopRaw } from './develop.ts';
import { createExplain } from './explain.ts';
import { createGenerations } from './generations.ts';
import { createPurge } from './purge.ts';
import { createReadOriginal } from './read-original.ts';
import { createResolve } from './resolve.ts';

export interface DeliveryDeps {
  readonly origin: Origin;
  readonly store: VariantStore;
  readonly engine: PixelEngine;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: Limits;
  readonly access: AccessPolicy;
  readonly caching: CachingSettings;
  /** Renders that run at a time: the number of cores. */
  readonly renderSlots: number;
  /** Renders that may wait for one of them; 8 for each by default. */
  readonly maxWaitingRenders?: number;
  /** Bytes of originals held at a time; 256 MB, or one of the largest allowed, by default. */
  readonly maxBytesHeld?: number;
}

export interface Delivery {
  /** Throws a Failure for whatever cannot be answered. */
  readonly deliver: (url: ParsedUrl, signal: AbortSignal) => Promise<Delivered>;
  /** Every stage of the same, as JSON; what fails is part of the explanation. */
  readonly explain: (url: ParsedUrl, signal: AbortSignal) => Promise<unknown>;
  /** Forgets all that was made from an original; answers how many variants went. */
  readonly purge: (ref: AssetRef, signal: AbortSignal) => Promise<number>;
}

const waitingPerSlot = 8;
const defaultBytesHeld = 256 * 1024 * 1024;

export const createDelivery = (deps: DeliveryDeps): Delivery => {
  const { access, caching, engine, hashing, limits, renderSlots } = deps;
  const { maxWaitingRenders = renderSlots * waitingPerSlot } = deps;
  const { maxBytesHeld = Math.max(defaultBytesHeld, limits.maxInputBytes) } = deps;

  const generations = createGenerations();
  const purge = createPurge({ ...deps, generations });
  const resolve = createResolve({ ...deps, generations, purge, originTimeoutMs: limits.originTimeoutMs });
  const readOriginal = createReadOriginal({ limits, maxBytesHeld });
  const develop = createDevelop({ engine, readOriginal, limits, renderSlots, maxWaitingRenders });
  const developRaw = createDevelopRaw(readOriginal);

  const engineVersion = hashing.key(engine.version); // it may be long, and goes into every key
  const keyOf = (url: ParsedUrl): string =>
    hashing.key(
      requestKeyText(url, {
        chain: printTransformation(url.transformation),
        acceptClass: '', // nothing is negotiated yet
        settings: '', // no setting changes pixels yet
        engineVersion,
      }),
    );

  const deliver: Delivery['deliver'] = async (url, signal) => {
    checkAccess(url, access, hashing);
    const resolved = await resolve(
      {
        requestKey: keyOf(url),
        refs: [url],
        ...(url.version !== undefined && { version: url.version }),
        develop: async ([original], flight, stopwatch) =>
          original &&
          (url.resourceType === 'raw' ? developRaw : develop)({
            url,
            source: original.source,
            flight,
            stopwatch,
          }),
      },
      signal,
    );
    const { variant, tier, timings, sources } = resolved;
    const flags = readDeliveryFlags(url.transformation);
    const attachment = attachmentOf(url, flags, variant);
    const lastModifiedMs = sources[0]?.lastModifiedMs;
    return {
      url,
      variant,
      tier,
      timings,
      caching: cachingOf(url, flags, resolved, caching),
      ...(attachment !== undefined && { attachment }),
      ...(lastModifiedMs !== undefined && { lastModifiedMs }),
    };
  };

  return { deliver, explain: createExplain({ ...deps, keyOf, readOriginal }), purge };
};
