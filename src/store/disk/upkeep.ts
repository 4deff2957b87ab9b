/**
 * What somebody has to do from time to time, and one process does for all on a folder: count, evict, tidy. The others
 * only say how much they added. Nothing waits for any of it.
 */
import { readFile } from 'node:fs/promises';
import type { StoreStats } from '../../ports.ts';
import type { Evictor } from './evict.ts';
import type { Growth } from './growth.ts';
import type { Layout } from './layout.ts';
import type { Lease } from './lease.ts';
import { touchEveryMs } from './read-file.ts';
import { codeOf, ifThere } from './system-error.ts';
import type { Tidy } from './tidy.ts';
import type { Trouble } from './trouble.ts';
import type { Usage } from './usage.ts';
import type { FileWriter } from './write-file.ts';

export interface UpkeepDeps {
  readonly layout: Layout;
  readonly usage: Usage;
  readonly growth: Growth;
  readonly lease: Lease;
  readonly evictor: Evictor;
  readonly tidy: Tidy;
  readonly writer: FileWriter;
  readonly trouble: Trouble;
  readonly touchHeld: () => Promise<void>;
  readonly maxBytes: number;
  readonly nowMs: () => number;
}

export interface Upkeep {
  /** One round. Rounds of one process never overlap. */
  readonly run: () => Promise<void>;
  /** Whether another round is due at once. */
  readonly isDue: () => boolean;
  /** The disk is full before the bound is reached: the next round lets some go all the same. */
  readonly noteFull: () => void;
  readonly stats: () => StoreStats;
  readonly release: () => Promise<void>;
}

/** After an eviction there is room for a while: each costs a walk through all files. */
const keptShare = 0.9;
const countEveryMs = 3_600_000;
const fullEveryMs = 60_000;
const tidyEveryMs = 24 * 3_600_000;

interface Counted extends StoreStats {
  readonly atMs: number;
}

export const createUpkeep = (deps: UpkeepDeps): Upkeep => {
  const { layout, usage, growth, lease, evictor, tidy, writer, trouble, maxBytes, nowMs } = deps;
  let isHolder = false;
  let countedAtMs = -Infinity;
  let isFull = false;
  let touchedAtMs = nowMs(); // nothing is held at first
  let madeRoomAtMs = -Infinity;
  /** What the process that counts has counted, and what this one had counted by then. */
  let adopted: { readonly counted: Counted; readonly own: StoreStats } | undefined;

  /** A full disk keeps none of these from making room. */
  const quietly = async (doing: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      trouble.report(doing, error);
    }
  };

  const adopt = async (): Promise<void> => {
    const text = await ifThere(readFile(layout.usage, 'utf8'));
    const counted = text === undefined ? undefined : parseCounted(text);
    if (counted && counted.atMs !== adopted?.counted.atMs) adopted = { counted, own: usage.totals() };
  };

  const publish = async (): Promise<void> => {
    const { variants, bytes } = usage.totals();
    const counted: Counted = { variants, bytes, atMs: nowMs() };
    await writer.write(layout.usage, [Buffer.from(JSON.stringify(counted))]);
  };

  const hold = async (): Promise<boolean> => {
    try {
      return await lease.hold();
    } catch (error) {
      if (isFull && codeOf(error) === 'ENOSPC') return true; // no room for the lease: two who evict are better than none
      throw error;
    }
  };

  const fit = async (): Promise<void> => {
    const total = usage.totals().bytes + (await growth.ofOthers());
    const makesRoom = isFull && nowMs() - madeRoomAtMs > fullEveryMs;
    if (total <= maxBytes && !makesRoom && nowMs() - countedAtMs < countEveryMs) return;
    if (total > maxBytes || makesRoom) await touch();
    await growth.forget(); // whatever comes from here on will be seen, or said again
    const ages = await evictor.scan(hold);
    if (ages === undefined) return;
    countedAtMs = nowMs();
    const { bytes } = usage.totals();
    if (bytes > maxBytes || makesRoom) {
      if (makesRoom) madeRoomAtMs = nowMs();
      await evictor.shrinkTo(Math.min(bytes, maxBytes) * keptShare, ages, hold);
      isFull = false;
    }
    await quietly('count', publish);
  };

  const touch = async (): Promise<void> => {
    touchedAtMs = nowMs();
    await deps.touchHeld();
  };

  const tidyDaily = async (): Promise<void> => {
    await tidy.removeTemporaries();
    const text = await ifThere(readFile(layout.tidied, 'utf8'));
    if (text !== undefined && nowMs() - Number(text) < tidyEveryMs) return;
    await writer.write(layout.tidied, [Buffer.from(String(nowMs()))]);
    if (text !== undefined) await tidy.removeLeftovers(); // a new folder has none
  };

  return {
    run: async () => {
      await quietly('count', growth.publish);
      if (nowMs() - touchedAtMs >= touchEveryMs) await touch();
      isHolder = await hold();
      if (!isHolder) {
        countedAtMs = -Infinity;
        await adopt();
        return;
      }
      adopted = undefined;
      await fit();
      await quietly('tidy', tidyDaily);
    },
    isDue: () => isFull || (isHolder && usage.totals().bytes > maxBytes),
    noteFull: () => {
      isFull = true;
    },
    release: lease.release,
    stats: () => {
      const { variants, bytes } = usage.totals();
      if (adopted === undefined) return { variants, bytes };
      const { counted, own } = adopted;
      return {
        variants: Math.max(0, counted.variants + variants - own.variants),
        bytes: Math.max(0, counted.bytes + bytes - own.bytes),
      };
    },
  };
};

/** Undefined for what a power cut has left; the next count replaces it. */
const parseCounted = (text: string): Counted | undefined => {
  try {
    return JSON.parse(text) as Counted;
  } catch {
    return undefined;
  }
};
