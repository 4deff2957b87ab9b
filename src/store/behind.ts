/**
 * Writing behind the answer: in order for one key, at the same time for several, and no more than fits in memory. Who
 * wants to read what is still being written, or to drop it, waits for it.
 */
import type { Log, StoreTier } from '../ports.ts';

export interface Written {
  readonly key: string;
  readonly sources: readonly string[];
  readonly bytes: number;
}

export interface Behind {
  /** Never throws. Resolves when it is written, or was given up. */
  readonly write: (what: Written, work: () => Promise<void>) => Promise<void>;
  readonly written: (key: string) => Promise<void> | undefined;
  /** Everything made from a source, and whatever follows it in its place. */
  readonly settled: (sourceHash: string) => Promise<void>;
  readonly allSettled: () => Promise<void>;
}

export interface BehindOptions {
  readonly name: StoreTier;
  readonly log: Log;
  readonly maxBytes?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;

export const createBehind = ({ name, log, maxBytes = defaultMaxBytes }: BehindOptions): Behind => {
  const running = new Map<string, Promise<void>>();
  const waiting = new Set<Written>();
  let bytesHeld = 0;

  const attempt = async (key: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.event('warn', 'store.tier-failed', { tier: name, key, error });
    }
  };

  return {
    write: async (what, work) => {
      const { key, bytes } = what;
      if (bytesHeld > 0 && bytesHeld + bytes > maxBytes) {
        // A cache may miss. What lies there for this key is older, and is what the origin is asked about.
        log.event('warn', 'store.tier-too-slow', { tier: name, key, bytesHeld });
        return;
      }
      bytesHeld += bytes;
      const previous = running.get(key);
      const mine = previous ? previous.then(async () => attempt(key, work)) : attempt(key, work);
      running.set(key, mine);
      waiting.add(what);
      await mine;
      bytesHeld -= bytes;
      waiting.delete(what);
      if (running.get(key) === mine) running.delete(key);
    },
    written: (key) => running.get(key),
    settled: async (sourceHash) => {
      const concerned = [...waiting].filter(({ sources }) => sources.includes(sourceHash));
      await Promise.all(concerned.map(async ({ key }) => running.get(key)));
    },
    allSettled: async () => {
      await Promise.all(running.values());
    },
  };
};
