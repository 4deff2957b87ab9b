/** Counts what there is, and lets the least recently used go until the rest fits. */
import { setImmediate } from 'node:timers/promises';
import { createAges, type Ages } from './ages.ts';
import type { DropFile } from './drop-file.ts';
import { kinds, type Kind, type Layout } from './layout.ts';
import { listFiles, listShards } from './list-files.ts';
import { type Count, costOf, type Usage } from './usage.ts';

export interface EvictDeps {
  readonly layout: Layout;
  readonly usage: Usage;
  readonly dropFile: DropFile;
}

export interface Evictor {
  /** Counts everything, and answers how old it is; undefined when it may not go on. */
  readonly scan: (mayGoOn: MayGoOn) => Promise<Ages | undefined>;
  /** Lets go what was used longest ago, until no more than `keepBytes` is there. */
  readonly shrinkTo: (keepBytes: number, ages: Ages, mayGoOn: MayGoOn) => Promise<void>;
}

/** Asked between shards: a walk through a million files takes longer than a lease does. */
export type MayGoOn = () => Promise<boolean>;

interface CountedShard extends Count {
  readonly used: readonly (readonly [usedAtMs: number, bytes: number])[];
}

export const createEvictor = ({ layout, usage, dropFile }: EvictDeps): Evictor => {
  const shardsOf = async (kind: Kind): Promise<readonly string[]> => [
    ...new Set([...(await listShards(layout.folder(kind))), ...usage.shards(kind)]),
  ];

  const countShard = async (kind: Kind, shard: string): Promise<CountedShard> => {
    const used: (readonly [number, number])[] = [];
    for await (const batch of listFiles(layout, kind, shard)) {
      for (const { size, usedAtMs } of batch) used.push([usedAtMs, costOf(size)]);
    }
    return { files: used.length, bytes: used.reduce((sum, [, cost]) => sum + cost, 0), used };
  };

  const shrinkShard = async (
    kind: Kind,
    shard: string,
    goesBefore: number,
    isEnough: () => boolean,
  ): Promise<void> => {
    for await (const batch of listFiles(layout, kind, shard)) {
      for (const { name } of batch.filter(({ usedAtMs }) => usedAtMs < goesBefore)) {
        if (isEnough()) return;
        await dropFile.evict(kind, name);
      }
    }
  };

  return {
    scan: async (mayGoOn) => {
      const ages = createAges();
      for (const kind of kinds) {
        for (const shard of await shardsOf(kind)) {
          if (!(await mayGoOn())) return undefined;
          let used: CountedShard['used'] = [];
          await usage.count(kind, shard, async () => {
            const counted = await countShard(kind, shard);
            ({ used } = counted);
            return counted;
          });
          for (const [usedAtMs, bytes] of used) ages.add(usedAtMs, bytes);
          await setImmediate();
        }
      }
      return ages;
    },

    shrinkTo: async (keepBytes, ages, mayGoOn) => {
      const isEnough = (): boolean => usage.totals().bytes <= keepBytes;
      const goesBefore = ages.before(usage.totals().bytes - keepBytes);
      for (const kind of kinds) {
        for (const shard of await shardsOf(kind)) {
          if (isEnough() || !(await mayGoOn())) return;
          await shrinkShard(kind, shard, goesBefore, isEnough);
        }
      }
    },
  };
};
