/** Puts the parts together: origins, store, engine and use cases, behind one fetch handler. */
import { randomUUID } from 'node:crypto';
import { createApp, type Fetch } from '../http/app.ts';
import { createHotPath, type HotPath } from '../http/hot-path.ts';
import { createShedding, type Shedding } from '../http/shedding.ts';
import { bundledExamples, type Example } from '../http/examples.ts';
import { createClock } from '../node/clock.ts';
import { createHashing } from '../node/hashing.ts';
import { createOrigins, type OriginPlace, type OriginsOptions } from '../origin/open-origin.ts';
import type { Origin, TilePolicy, VariantStore } from '../ports.ts';
import { createFaceDetector, type DetectorStatus } from '../vision/detector.ts';
import { createDelivery, type Delivery } from '../service/deliver.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { type ComposedEngine, createEngine, type EngineSettings } from './engines.ts';
import { type CloudCoordinates, createCoordinatesOf } from './stored-coordinates.ts';
import { createStores, type StorePlaces } from './stores.ts';
import { createParseTarget } from './parse-target.ts';
import { readReferenceScript } from './reference-script.ts';
import { remember } from './remember.ts';

/** A tenant: its name is the first segment of its URLs, and any of its keys signs them. */
export interface CloudSettings extends CloudCoordinates {
  readonly keys: readonly { readonly key: string; readonly secret: string }[];
  /** Chains by the names that `t_` gives them. */
  readonly named?: Readonly<Record<string, string>>;
}

export interface Settings
  extends Partial<Pick<OriginsOptions, 'copiesBytes' | 'copiesOnDisk'>>, EngineSettings {
  /** The default cloud first. */
  readonly clouds: readonly [CloudSettings, ...CloudSettings[]];
  /** Asked in this order. */
  readonly origins: readonly OriginPlace[];
  /** Hosts and addresses that pictures may be fetched from, besides those of the origins; none when absent. */
  readonly fetchAllow?: readonly string[];
  /** Where developed pictures are kept. */
  readonly variants: StorePlaces;
  /** Pictures that may wait for each slot, in each of the two lanes. */
  readonly queue?: number;
  /** When originals are searched for faces part by part; where the whole shows a crowd, when absent. */
  readonly faceTiles?: TilePolicy;
  /** What originals say of their creators and rights goes with every picture made of them. */
  readonly keepsAttribution?: boolean;
  readonly maxAgeSeconds?: number;
  readonly staleWhileRevalidateSeconds: number;
}

export interface Load {
  readonly lanes: ReturnType<Delivery['load']>;
  /** Undefined when pictures are made in this process. */
  readonly workers: ReturnType<ComposedEngine['workers']>;
  readonly detector: DetectorStatus;
}

export interface Composed {
  readonly fetch: Fetch;
  /** For Node's own server, before `fetch`. */
  readonly hot: HotPath;
  /** Behind it, before `fetch`, too. */
  readonly shedding: Shedding;
  readonly explain: Delivery['explain'];
  /** Reads a request target; throws a Failure that says what is wrong with it. */
  readonly parse: (target: string) => ParsedUrl;
  /** Those of the bundled examples whose originals are among the origins. */
  readonly findExamples: (signal: AbortSignal) => Promise<readonly Example[]>;
  /** How busy we are, for whoever measures. */
  readonly load: () => Load;
  /** Finishes what is written behind answers; nothing is to be asked any more. */
  readonly close: () => Promise<void>;
}

const defaultCopiesBytes = 64 * 1024 * 1024;

/** Of the memory for pictures, as much again for headers that are ready to be sent. */
const hotShare = 16;

const findExamplesIn = async (origin: Origin, signal: AbortSignal): Promise<readonly Example[]> => {
  const found = await Promise.all(
    bundledExamples.map(async (example) => {
      const name = { publicId: example.original, exact: true }; // a remote origin is asked once for each
      const key = await origin.find(name, signal).catch(() => undefined);
      return key === undefined ? [] : [example];
    }),
  );
  return found.flat();
};

const checkStore = async (store: VariantStore, signal: AbortSignal): Promise<void> => {
  await store.getRecord('readiness', signal);
};

export const compose = (settings: Settings): Composed => {
  const { clouds, limits, log } = settings;
  const hashing = createHashing();
  const clock = createClock();
  const { origin, remote, mayFetch } = createOrigins({
    places: settings.origins,
    allow: settings.fetchAllow ?? [],
    maxBytes: limits.maxInputBytes,
    timeoutMs: limits.originTimeoutMs,
    copiesBytes: settings.copiesBytes ?? defaultCopiesBytes,
    ...(settings.copiesOnDisk && { copiesOnDisk: settings.copiesOnDisk }),
    ...{ log, nowMs: clock.nowMs },
  });
  const stores = createStores(settings.variants, log);
  const { store, memory, facts } = stores;
  const making = createEngine(settings);
  const { engine, slots } = making;
  const detector = createFaceDetector({
    log,
    timeoutMs: limits.renderTimeoutMs / 2,
    ...(settings.faceTiles !== undefined && { tiles: settings.faceTiles }),
  });
  const keysOf = new Map(clouds.map(({ name, keys }) => [name, keys]));
  const secretsOf = (cloud: string): readonly string[] =>
    (keysOf.get(cloud) ?? []).map(({ secret }) => secret);
  const delivery = createDelivery({
    ...{ origin, remote, store, facts, engine, detector, hashing, clock, log, limits },
    ...(settings.keepsAttribution !== undefined && { keepsAttribution: settings.keepsAttribution }),
    renderSlots: slots,
    ...(settings.queue !== undefined && { maxWaitingRenders: settings.queue * slots }),
    coordinatesOf: createCoordinatesOf(clouds),
    access: { secretsOf, mayFetch },
    caching: settings,
  });
  const hot = createHotPath({ store: memory, clock, maxBytes: settings.variants.memoryBytes / hotShare });
  const [{ name: defaultCloud, keys }] = clouds;
  const parseTarget = createParseTarget(clouds, limits);
  const parse = remember(parseTarget);
  // What is refused is not worth remembering: the most of it is never asked for again, and all of it would have to be kept.
  const shedding = createShedding({ ...delivery, parse: parseTarget });
  const findExamples = async (signal: AbortSignal): Promise<readonly Example[]> =>
    findExamplesIn(origin, signal);
  const fetch = createApp({
    parse,
    deliver: delivery.deliver,
    explain: delivery.explain,
    access: { keys, hashing },
    checks: {
      origin: origin.check,
      store: async (signal) => checkStore(store, signal),
      render: making.check,
      fonts: making.checkFonts,
    },
    onDelivered: hot.learn,
    home: async (signal) => ({ cloud: defaultCloud, examples: await findExamples(signal) }),
    reference: { cloud: defaultCloud, readScript: readReferenceScript },
    log,
    newRequestId: randomUUID,
  });
  const load = (): Load => ({
    lanes: delivery.load(),
    workers: making.workers(),
    detector: detector.status(),
  });
  const close = async (): Promise<void> => {
    await making.close();
    await detector.close();
    await stores.close();
  };
  return { fetch, hot, shedding, explain: delivery.explain, parse, findExamples, load, close };
};
