/** Facts of originals in this process's memory: the least recently used go first. */
import { LRUCache } from 'lru-cache';
import type { FactStore, Json } from '../ports.ts';
import { factKey } from './fact-key.ts';
import { createSourceIndex } from './source-index.ts';

export interface MemoryFactsOptions {
  /** As JSON, with what it costs to keep them. */
  readonly maxBytes: number;
}

interface Kept {
  readonly sourceHash: string;
  /** Text, so that nobody can change what another will read. */
  readonly json: string;
}

const overheadBytes = 512;

export const createMemoryFacts = ({ maxBytes }: MemoryFactsOptions): FactStore => {
  const keysOf = createSourceIndex();
  const facts = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ json }, key) => json.length + key.length + overheadBytes,
    dispose: ({ sourceHash }, key) => keysOf.remove(key, [sourceHash]),
  });

  // Async by contract: other stores do wait.
  return {
    get: async (content, name) => {
      const kept = facts.get(factKey(content, name));
      return Promise.resolve(kept && (JSON.parse(kept.json) as Json));
    },
    put: async (content, name, fact) => {
      const key = factKey(content, name);
      const { sourceHash } = content;
      facts.set(key, { sourceHash, json: JSON.stringify(fact) });
      if (facts.has(key)) keysOf.add(key, [sourceHash]); // else it was too large
      return Promise.resolve();
    },
    readEpochs: async () => Promise.resolve({}),
    dropBySource: async (sourceHash) => {
      for (const key of keysOf.keysOf(sourceHash)) facts.delete(key);
      return Promise.resolve();
    },
  };
};
