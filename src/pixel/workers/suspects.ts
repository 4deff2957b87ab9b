/**
 * Originals whose pictures have ended a worker. The first time may be chance (somebody else's memory, an operator), so
 * it is tried again; who ends one worker after the other is refused for a while, so that the others keep theirs.
 */
import { LRUCache } from 'lru-cache';

export interface Suspects {
  readonly isBarred: (key: string | undefined) => boolean;
  /** A worker ended over it; answers whether to try again. */
  readonly accuse: (key: string | undefined) => boolean;
  /** A picture of it was made. */
  readonly clear: (key: string | undefined) => void;
}

/** In a row. */
const maxCrashes = 3;

export const createSuspects = ({ barredMs }: { readonly barredMs: number }): Suspects => {
  const crashes = new LRUCache<string, number>({ max: 1000, ttl: barredMs });
  const countOf = (key: string | undefined): number => (key === undefined ? 0 : (crashes.get(key) ?? 0));
  return {
    isBarred: (key) => countOf(key) >= maxCrashes,
    accuse: (key) => {
      const count = countOf(key) + 1;
      if (key !== undefined) crashes.set(key, count);
      return count === 1;
    },
    clear: (key) => {
      if (key !== undefined) crashes.delete(key);
    },
  };
};
