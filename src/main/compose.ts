/** Puts the parts together: origins, store, engine and use cases, behind one fetch handler. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { createApp, type Fetch } from '../http/app.ts';
import { bundledExamples, type Example } from '../http/examples.ts';
import { createClock } from '../node/clock.ts';
import { createHashing } from '../node/hashing.ts';
import { createOriginChain } from '../origin/chain.ts';
import { createFileOrigin } from '../origin/file.ts';
import { createPixelEngine } from '../pixel/engine.ts';
import type { Limits, Log, Origin, VariantStore } from '../ports.ts';
import { createRender } from '../render.ts';
import { unwrap } from '../result.ts';
import { createDelivery, type Delivery } from '../service/deliver.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { parseDelivery } from '../url/route.ts';
import { createMemoryStore } from '../store/memory.ts';
import { remember } from './remember.ts';

/** A tenant: its name is the first segment of its URLs, and any of its keys signs them. */
export interface CloudSettings {
  readonly name: string;
  readonly keys: readonly { readonly key: string; readonly secret: string }[];
}

export interface Settings {
  /** The default cloud first. */
  readonly clouds: readonly [CloudSettings, ...CloudSettings[]];
  /** Folders, asked in this order. */
  readonly origins: readonly string[];
  readonly memoryBytes: number;
  /** Of Node's thread pool. */
  readonly threads: number;
  readonly limits: Limits;
  readonly maxAgeSeconds?: number;
  readonly staleWhileRevalidateSeconds: number;
  readonly log: Log;
}

export interface Composed {
  readonly fetch: Fetch;
  readonly explain: Delivery['explain'];
  /** Reads a request target; throws a Failure that says what is wrong with it. */
  readonly parse: (target: string) => ParsedUrl;
  /** Those of the bundled examples whose originals are among the origins. */
  readonly findExamples: (signal: AbortSignal) => Promise<readonly Example[]>;
}

/** A drawing of one pixel, so that nothing has to be read to see whether pictures can be made. */
const onePixel = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>',
);

const findExamplesIn = async (origin: Origin, signal: AbortSignal): Promise<readonly Example[]> => {
  const found = await Promise.all(
    bundledExamples.map(async (example) => {
      const [publicId = '', format = ''] = example.original.split('.');
      const key = await origin.find({ publicId, format }, signal);
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
  const origin = createOriginChain(settings.origins.map((root) => createFileOrigin({ root })));
  const store = createMemoryStore({ maxBytes: settings.memoryBytes });
  // One thread of libvips for each render, and one thread of the pool left over, so that neither files nor health
  // checks wait behind pictures.
  const engine = createPixelEngine({ limits, concurrency: 1 });
  const renderSlots = Math.max(1, Math.min(availableParallelism(), settings.threads - 1));
  const keysOf = new Map(clouds.map(({ name, keys }) => [name, keys]));
  const secretsOf = (cloud: string): readonly string[] =>
    (keysOf.get(cloud) ?? []).map(({ secret }) => secret);
  const delivery = createDelivery({
    ...{ origin, store, engine, hashing, clock, log, limits, renderSlots },
    access: { secretsOf },
    caching: settings,
  });
  const [{ name: defaultCloud, keys }] = clouds;
  const route = {
    defaultCloud,
    isCloud: (name: string) => keysOf.has(name),
    maxComponents: limits.maxComponents,
  };
  const parse = remember((target: string): ParsedUrl => unwrap(parseDelivery(target, route)));
  const render = createRender({ engine, limits });
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
      render: async (signal) => {
        await render(onePixel, 'e_sepia', { format: 'png', signal });
      },
    },
    home: async (signal) => ({ cloud: defaultCloud, examples: await findExamples(signal) }),
    log,
    newRequestId: randomUUID,
  });
  return { fetch, explain: delivery.explain, parse, findExamples };
};
