/** A process of ours in that world, whose renders write down what they were made of. */
import { createHash } from 'node:crypto';
import { createGenerations, type Generations } from '../../../src/service/generations.ts';
import { createPurge, type Purge } from '../../../src/service/purge.ts';
import type { Develop } from '../../../src/service/make-variant.ts';
import { createResolver, type Resolver } from '../../../src/service/resolve.ts';
import { presentAmong } from '../../../src/service/locate.ts';
import { createMemoryFacts } from '../../../src/store/memory-facts.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';
import type { Hashing, VariantStore } from '../../../src/ports.ts';
import type { AssetRef } from '../../../src/url/parsed-url.ts';
import type { Ingredient, World } from './world.ts';

const hex = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

export const hashing: Hashing = { key: hex, etag: hex, digest: () => '' };

export const refOf = (file: string): AssetRef => ({
  cloud: 'demo',
  resourceType: 'image',
  type: 'upload',
  publicId: file,
});

/** What the model wants to know. */
export interface Watch {
  /** Calls back with the end of the purge. */
  readonly purging: (file: string) => () => void;
  readonly fault: (text: string) => void;
}

export interface Server {
  readonly resolve: (
    requestKey: string,
    files: readonly string[],
    version: number | undefined,
    signal: AbortSignal,
  ) => ReturnType<Resolver['resolve']>;
  readonly purge: Purge;
}

interface Render {
  readonly requestKey: string;
  readonly detach: () => void;
}

/** Remembers which flights were purged, by their `detach`. */
const watchGenerations = (purged: WeakSet<() => void>): Generations => {
  const generations = createGenerations();
  return {
    ...generations,
    begin: (hashes, onPurged) =>
      generations.begin(hashes, () => {
        purged.add(onPurged);
        onPurged();
      }),
  };
};

/** What a process of ours keeps in memory only. */
export const createMemory = (): VariantStore => createMemoryStore({ maxBytes: 100_000_000 });

export const startServer = (world: World, watch: Watch, kept: VariantStore = createMemory()): Server => {
  const store = world.slowDown(kept);
  const purgedFlights = new WeakSet<() => void>();
  const generations = watchGenerations(purgedFlights);
  const renders = new Set<Render>();
  const log = { event: () => undefined };
  const facts = createMemoryFacts({ maxBytes: 1_000_000 });
  const purgeQuietly = createPurge({ store, facts, generations, hashing, log });
  const purge: Purge = async (ref, signal) => {
    const done = watch.purging(ref.publicId);
    const dropped = await purgeQuietly(ref, signal);
    done();
    return dropped;
  };
  const { resolve } = createResolver({
    origin: world.origin,
    store,
    generations,
    purge,
    hashing,
    clock: { nowMs: () => world.nowMs },
    log,
    originTimeoutMs: 1_000_000,
  });

  const developFor =
    (requestKey: string): Develop =>
    async (originals, flight) => {
      const present = presentAmong(originals);
      const read = await Promise.all(present.map(async ({ source }) => source.bytes(100, flight.signal)));
      const ingredients = read.flatMap((bytes) =>
        bytes ? [JSON.parse(new TextDecoder().decode(bytes)) as Ingredient] : [],
      );
      if (ingredients.length < present.length) return undefined;
      flight.signal.throwIfAborted();
      flight.commit();
      const render = { requestKey, detach: flight.detach };
      renders.add(render);
      const current = [...renders].filter(
        (one) => one.requestKey === requestKey && !purgedFlights.has(one.detach),
      );
      if (current.length > 1) watch.fault(`two renders of ${requestKey} at a time`);
      await world.step();
      renders.delete(render);
      return {
        bytes: new TextEncoder().encode(JSON.stringify(ingredients)),
        contentType: 'image/png',
        width: 1,
        height: 1,
        original: { width: 1, height: 1, bytes: 1, format: 'png' },
        tier: 'miss',
      };
    };

  return {
    resolve: async (requestKey, files, version, signal) =>
      resolve(
        {
          requestKey,
          refs: files.map(refOf),
          ...(version !== undefined && { version }),
          develop: developFor(requestKey),
        },
        signal,
      ),
    purge,
  };
};
