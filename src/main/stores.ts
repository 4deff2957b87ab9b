/** Where developed pictures, and what was found out about originals, are kept: in memory, and on disk behind it. */
import type { FactStore, Log, MemoryStore, VariantStore } from '../ports.ts';
import { createDiskStore } from '../store/disk/store.ts';
import { createMemoryFacts } from '../store/memory-facts.ts';
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
  /** On disk if there is one, as a fact is read only when a picture is made. */
  readonly facts: FactStore;
  /** Finishes writing, and leaves the folder to others. */
  readonly close: () => Promise<void>;
}

/** Of the memory for pictures, as much again for facts where they have no other place. */
const factShare = 16;

export const createStores = ({ memoryBytes, disk }: StorePlaces, log: Log): Stores => {
  const memory = createMemoryStore({ maxBytes: memoryBytes });
  if (disk === undefined) {
    const facts = createMemoryFacts({ maxBytes: memoryBytes / factShare });
    return { store: memory, memory, facts, close: async () => Promise.resolve() };
  }
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
    facts: behind.facts,
    close: async () => {
      await store.settled();
      await behind.close();
    },
  };
};
