/**
 * How much the files take, shard by shard: counted by scans, kept up to date by what this process changes. A shard that
 * changed while it was counted is counted again.
 */
import type { StoreStats } from '../../ports.ts';
import { type Kind, shardOf } from './layout.ts';

export interface Count {
  readonly files: number;
  readonly bytes: number;
}

export interface Usage {
  /** Runs a change of one file, and adds what it says has come (or gone, below zero). */
  readonly change: (kind: Kind, name: string, work: () => Promise<Count>) => Promise<void>;
  /** Takes what a scan counts in a shard. */
  readonly count: (kind: Kind, shard: string, scan: () => Promise<Count>) => Promise<void>;
  /** Shards that hold something, so that one whose folder has gone is counted too. */
  readonly shards: (kind: Kind) => readonly string[];
  readonly totals: () => StoreStats;
}

interface Shard {
  count: Count;
  /** Changes under way. */
  readonly running: Set<Promise<void>>;
  /** Changes so far. */
  version: number;
}

const nothing: Count = { files: 0, bytes: 0 };
const maxTries = 3;

/** What a file of this size takes, whole blocks and its entries in folders: markers are files too. */
export const costOf = (size: number): number => Math.ceil(size / 4096) * 4096 + 1024;

export const createUsage = (): Usage => {
  const shards: Readonly<Record<Kind, Map<string, Shard>>> = {
    fact: new Map(),
    record: new Map(),
    variant: new Map(),
  };
  let variants = 0;
  let bytes = 0;

  const shardFor = (kind: Kind, id: string): Shard => {
    const known = shards[kind].get(id);
    if (known) return known;
    const shard: Shard = { count: nothing, running: new Set(), version: 0 };
    shards[kind].set(id, shard);
    return shard;
  };

  const set = (kind: Kind, shard: Shard, count: Count): void => {
    if (kind === 'variant') variants += count.files - shard.count.files;
    bytes += count.bytes - shard.count.bytes;
    shard.count = count;
  };

  const apply = async (kind: Kind, shard: Shard, work: () => Promise<Count>): Promise<void> => {
    try {
      const { files, bytes: more } = await work();
      const { count } = shard;
      // Files of other processes may go that were never counted here.
      set(kind, shard, { files: Math.max(0, count.files + files), bytes: Math.max(0, count.bytes + more) });
    } finally {
      shard.version += 1;
    }
  };

  return {
    change: async (kind, name, work) => {
      const shard = shardFor(kind, shardOf(name));
      const running = apply(kind, shard, work);
      shard.running.add(running);
      try {
        await running;
      } finally {
        shard.running.delete(running);
      }
    },
    count: async (kind, id, scan) => {
      const shard = shardFor(kind, id);
      for (let tries = 1; ; tries += 1) {
        await Promise.allSettled(shard.running);
        const { version } = shard;
        const count = await scan();
        const isExact = shard.running.size === 0 && shard.version === version;
        if (!isExact && tries < maxTries) continue; // the next scan will put the rest right
        set(kind, shard, count);
        return;
      }
    },
    shards: (kind) => [...shards[kind].keys()],
    totals: () => ({ variants, bytes }),
  };
};
