/** The originals that a worker keeps, bounded by their bytes, the least recently used going first. */
import { LRUCache } from 'lru-cache';

export interface Originals {
  readonly get: (key: string) => Uint8Array | undefined;
  readonly put: (key: string, bytes: Uint8Array) => void;
}

/** The front makes the same choice, for it has to know what a worker has. */
export const isWorthKeeping = (bytes: number, maxBytes: number): boolean => bytes * 2 <= maxBytes;

export const createOriginals = (maxBytes: number): Originals => {
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: (bytes) => Math.max(1, bytes.byteLength),
  });
  return {
    get: (key) => kept.get(key),
    put: (key, bytes) => {
      if (isWorthKeeping(bytes.byteLength, maxBytes)) kept.set(key, bytes);
    },
  };
};
