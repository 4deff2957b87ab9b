/**
 * An outside world whose every answer waits until the test lets it go: files with a history, an origin and an index
 * that can be down, a store, a clock. What is rendered says what it was made of, and when that was read.
 */
import { fail } from '../../../src/errors.ts';
import type { Origin, VariantStore } from '../../../src/ports.ts';

/** One content of a file, for as long as it was there; undefined: no file. */
export interface Era {
  readonly content: number | undefined;
  readonly fromTick: number;
  /** Time of day at its end; endless for the present one. */
  toMs: number;
  toTick: number;
}

/** What one source was when it was read. */
export interface Ingredient {
  readonly file: string;
  readonly content: number;
  readonly readTick: number;
}

export interface World {
  nowMs: number;
  originDown: boolean;
  indexDown: boolean;
  /** Counts everything that happens. */
  readonly tick: () => number;
  readonly erasOf: (file: string) => readonly Era[];
  readonly write: (file: string, content: number | undefined) => void;
  /** Waits until the test lets it go on. */
  readonly step: () => Promise<void>;
  /** Lets one of the waiting go on; false if none waits. */
  readonly release: (choice: number) => boolean;
  readonly origin: Origin;
  readonly slowDown: (store: VariantStore) => VariantStore;
}

export const etagOf = (content: number): string => `content-${content}`;

export const createWorld = (files: readonly string[]): World => {
  let ticks = 0;
  const tick = (): number => (ticks += 1);
  const pending: (() => void)[] = [];
  const endless = { toMs: Infinity, toTick: Infinity };
  const eras = new Map<string, Era[]>(files.map((file) => [file, [{ content: 0, fromTick: 0, ...endless }]]));
  const contentOf = (file: string): number | undefined => eras.get(file)?.at(-1)?.content;

  const step = async (): Promise<void> =>
    new Promise((resolve) => {
      pending.push(resolve);
    });

  const requireUp = (down: boolean): void => {
    if (down) throw fail('origin.unreachable');
  };

  const origin: Origin = {
    find: async ({ publicId }) => {
      await step();
      requireUp(world.indexDown);
      return contentOf(publicId) === undefined ? undefined : publicId;
    },
    open: async (key, { ifNoneMatch }) => {
      await step();
      requireUp(world.originDown);
      const content = contentOf(key);
      if (content === undefined) return undefined;
      if (etagOf(content) === ifNoneMatch) return 'not-modified';
      return {
        key,
        etag: etagOf(content),
        size: 1,
        bytes: async () => {
          await step();
          requireUp(world.originDown);
          if (contentOf(key) !== content) return undefined;
          const ingredient: Ingredient = { file: key, content, readTick: tick() };
          return new TextEncoder().encode(JSON.stringify(ingredient));
        },
      };
    },
    check: async () => Promise.resolve(),
  };

  const slowDown = (store: VariantStore): VariantStore => ({
    ...store,
    get: async (key, signal) => {
      await step();
      return store.get(key, signal);
    },
    put: async (key, variant, signal, since) => {
      await step();
      return store.put(key, variant, signal, since);
    },
    putRecord: async (key, record, signal, since) => {
      await step();
      return store.putRecord(key, record, signal, since);
    },
    dropBySource: async (hash, signal) => {
      await step();
      return store.dropBySource(hash, signal);
    },
  });

  const world: World = {
    nowMs: 1_700_000_000_000,
    originDown: false,
    indexDown: false,
    tick,
    erasOf: (file) => eras.get(file) ?? [],
    write: (file, content) => {
      const history = eras.get(file) ?? [];
      const now = tick();
      const present = history.at(-1);
      if (present) Object.assign(present, { toMs: world.nowMs, toTick: now });
      eras.set(file, [...history, { content, fromTick: now, ...endless }]);
    },
    step,
    release: (choice) => {
      const [next] = pending.splice(choice % Math.max(1, pending.length), 1);
      next?.();
      return next !== undefined;
    },
    origin,
    slowDown,
  };
  return world;
};
