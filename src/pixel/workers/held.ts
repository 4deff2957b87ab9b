/**
 * Which originals a worker should have, as the front remembers it. It forgets as the worker does, more or less: who is
 * asked for one that it has not says so, and is sent it.
 */
import { LRUCache } from 'lru-cache';
import { isWorthKeeping } from './originals.ts';

export interface Held {
  readonly has: (key: string) => boolean;
  readonly note: (key: string, bytes: number) => void;
  readonly forget: (key: string) => void;
  readonly bytes: () => number;
}

export const createHeld = (maxBytes: number): Held => {
  const sizes = new LRUCache<string, number>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: (bytes) => Math.max(1, bytes),
  });
  return {
    has: (key) => sizes.has(key),
    note: (key, bytes) => {
      if (isWorthKeeping(bytes, maxBytes)) sizes.set(key, bytes);
    },
    forget: (key) => sizes.delete(key),
    bytes: () => sizes.calculatedSize,
  };
};
