/** Memory in front of a real disk, which stays when a process ends: its last words never reach it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../../src/errors.ts';
import type { VariantStore } from '../../../src/ports.ts';
import { createDiskStore } from '../../../src/store/disk/store.ts';
import { createTieredStore } from '../../../src/store/tiered.ts';
import { settle } from '../settle.ts';
import { createMemory } from './server.ts';
import type { World } from './world.ts';

export interface Disk {
  readonly open: (world: World) => VariantStore;
  readonly settle: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export const createDisk = async (): Promise<Disk> => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-model-'));
  const log = { event: () => undefined };
  let life = 0;
  let running = 0;

  const isBusy = (): boolean => running > 0;

  /** Counts what is under way, and lets nothing of an ended process through. */
  const watch = (store: VariantStore): VariantStore => {
    const own = life;
    const pass = async <T>(work: () => Promise<T>): Promise<T> => {
      if (own !== life) throw fail('request.aborted');
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
      }
    };
    return {
      get: async (...all) => pass(async () => store.get(...all)),
      put: async (...all) => pass(async () => store.put(...all)),
      getRecord: async (...all) => pass(async () => store.getRecord(...all)),
      putRecord: async (...all) => pass(async () => store.putRecord(...all)),
      readEpochs: async (...all) => pass(async () => store.readEpochs(...all)),
      dropBySource: async (...all) => pass(async () => store.dropBySource(...all)),
      stats: store.stats,
    };
  };

  return {
    open: (world) => {
      life += 1;
      const disk = watch(createDiskStore({ folder, maxBytes: 1e9, log, upkeep: 'asked' }));
      const tiers = [
        { name: 'memory', store: createMemory() },
        { name: 'disk', store: world.slowDown(disk) },
      ] as const;
      return createTieredStore({ tiers, log });
    },
    settle: async () => {
      do await settle();
      while (isBusy());
      await settle();
    },
    remove: async () => rm(folder, { recursive: true, force: true }),
  };
};
