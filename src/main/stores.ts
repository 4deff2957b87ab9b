/** Where developed pictures are kept: in memory, and on disk behind it. */
import type { Log, MemoryStore, VariantStore } from '../ports.ts';
import { createDiskStore } from '../store/disk/store.ts';
import { createMemoryStore } from '../store/memory.ts';
import { createTieredStore } from '../store/tiered.ts';

export interface StorePlaces {
  readonly memoryBytes: number;
  /** What is kept lasts, and may be shared by several processes. */
  readonly disk?: { readonly folder: string; readonly maxBytes: number };
}

export interface Stores {
  /** All tiers. */
  readonly store: VariantStore;
  /** The first of them. */
  readonly memory: MemoryStore;
  /** Finishes writing, and leaves the folder to others. */
  readonly close: () => Promise<void>;
}

export const createStores = ({ memoryBytes, disk }: StorePlaces, log: Log): Stores => {
  const memory = createMemoryStore({ maxBytes: memoryBytes });
  if (disk === undefined) return { store: memory, memory, close: async () => Promise.resolve() };
  const behind = createDiskStore({ ...disk, log, held: memory.held });
  const store = createTieredStore({
    tiers: [
      { name: 'memory', store: memory },
      { name: 'disk', store: behind },
    ],
    log,
  });
  return {
    store,
    memory,
    close: async () => {
      await store.settled();
      await behind.close();
    },
  };
};
