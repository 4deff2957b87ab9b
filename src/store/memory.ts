/** Variants and resolution records in this process's memory: the least recently used go first. */
import { LRUCache } from 'lru-cache';
import type { MemoryStore, ResolutionRecord, Variant } from '../ports.ts';
import { createSourceIndex } from './source-index.ts';

export interface MemoryStoreOptions {
  /** Of variants, with what it costs to keep them. */
  readonly maxBytes: number;
  /** Records are small: about half a kilobyte each. */
  readonly maxRecords?: number;
}

/** What an entry costs besides its picture: keys, objects, the index by source. Measured at 0.6 to 0.9 KB. */
const overheadBytes = 1024;

/** A single picture may not push out everything else. */
const largestShare = 1 / 4;

const sizeOf = ({ bytes }: Variant): number => bytes.byteLength + overheadBytes;

/** A small buffer may be a window on a pool; to keep it would keep the pool. */
const detach = (variant: Variant): Variant =>
  variant.bytes.buffer.byteLength > variant.bytes.byteLength * 2
    ? { ...variant, bytes: new Uint8Array(variant.bytes) }
    : variant;

export const createMemoryStore = ({ maxBytes, maxRecords = 50_000 }: MemoryStoreOptions): MemoryStore => {
  const variantsOf = createSourceIndex();
  const recordsOf = createSourceIndex();

  const variants = new LRUCache<string, Variant>({
    maxSize: maxBytes,
    maxEntrySize: Math.max(1, Math.floor(maxBytes * largestShare)),
    sizeCalculation: sizeOf,
    dispose: ({ sources }, key) => variantsOf.remove(key, sources),
  });
  const records = new LRUCache<string, ResolutionRecord>({
    max: maxRecords,
    dispose: ({ sources }, key) => recordsOf.remove(key, hashesOf(sources)),
  });

  // Async by contract: other stores do wait. What is not there is undefined in lru-cache too.
  return {
    get: async (variantKey) => {
      const variant = variants.get(variantKey);
      return Promise.resolve(variant && { variant, tier: 'memory' });
    },
    put: async (variantKey, variant) => {
      variants.set(variantKey, detach(variant));
      if (variants.has(variantKey)) variantsOf.add(variantKey, variant.sources); // else it was too large
      return Promise.resolve();
    },
    getRecord: async (requestKey) => Promise.resolve(records.get(requestKey)),
    putRecord: async (requestKey, record) => {
      records.set(requestKey, record);
      recordsOf.add(requestKey, hashesOf(record.sources));
      return Promise.resolve();
    },
    readEpochs: async () => Promise.resolve({}),
    dropBySource: async (sourceHash) => {
      for (const key of recordsOf.keysOf(sourceHash)) records.delete(key);
      const keys = variantsOf.keysOf(sourceHash);
      for (const key of keys) variants.delete(key);
      return Promise.resolve(keys.length);
    },
    recall: (requestKey) => {
      const record = records.get(requestKey);
      const variant = record && variants.get(record.variantKey);
      return variant && { record, variant };
    },
    held: { variant: () => variants.keys(), record: () => records.keys() },
    stats: () => ({ variants: variants.size, bytes: variants.calculatedSize }),
  };
};

const hashesOf = (sources: ResolutionRecord['sources']): readonly string[] =>
  sources.map(({ sourceHash }) => sourceHash);
