/**
 * Several stores as one, the quickest first. What a slower tier has is also kept in the quicker ones from then on. What
 * is put is there for all at once, and is written to slower tiers behind the answer. A tier in trouble is logged and
 * passed over; only a purge must reach all of them.
 */
import type { Log, ResolutionRecord, SourceEpochs, StoredVariant, Variant, VariantStore } from '../ports.ts';
import { createBehind, type Written } from './behind.ts';
import { createPromotions } from './promotions.ts';
import { askTier, ownEpochs, readAllEpochs, sumUp, type Tier } from './tier.ts';

export interface TieredStore extends VariantStore {
  /** All that was put has been written, as far as it can be. */
  readonly settled: () => Promise<void>;
}

export interface TieredStoreOptions {
  /** The quickest first. */
  readonly tiers: readonly Tier[];
  readonly log: Log;
}

/** Something to be written to each of several tiers. */
interface Keeping extends Written {
  readonly write: (store: VariantStore, since: SourceEpochs | undefined) => Promise<void>;
}

/** Roughly, with its key. */
const recordBytes = 1024;

/** Writing behind belongs to no request. */
const { signal: always } = new AbortController();

/** Apart from each other, as the queues hold both. */
const variantId = (key: string): string => `v ${key}`;
const recordId = (key: string): string => `r ${key}`;

const keepVariant = (key: string, variant: Variant): Keeping => ({
  key: variantId(key),
  sources: variant.sources,
  bytes: variant.bytes.byteLength,
  write: async (store, since) => store.put(key, variant, always, since),
});

const keepRecord = (key: string, record: ResolutionRecord): Keeping => ({
  key: recordId(key),
  sources: record.sources.map(({ sourceHash }) => sourceHash),
  bytes: recordBytes,
  write: async (store, since) => store.putRecord(key, record, always, since),
});

export const createTieredStore = ({ tiers, log }: TieredStoreOptions): TieredStore => {
  const behind = tiers.map(({ name }) => createBehind({ name, log }));
  const promotions = createPromotions();

  /** Waits for the first tier alone. */
  const keepIn = async (kept: readonly Tier[], what: Keeping, since?: SourceEpochs): Promise<void> => {
    const [first] = kept.map(async (tier, index) =>
      behind[index]?.write(what, async () => what.write(tier.store, ownEpochs(tier, since))),
    );
    await first;
  };

  const find = async <T>(
    id: string,
    look: (store: VariantStore) => Promise<T | undefined>,
    keep: (found: T) => Keeping,
  ): Promise<T | undefined> => {
    const lookIn = async (index: number, tier: Tier): Promise<T | undefined> => {
      const writing = behind[index]?.written(id);
      if (writing) await writing;
      return askTier(tier, log, look);
    };
    const [first, ...slower] = tiers;
    const found = first && (await lookIn(0, first));
    if (found !== undefined) return found; // the usual case: nothing to promote, so nothing to watch
    const reading = promotions.begin(id);
    try {
      for (const [index, tier] of slower.entries()) {
        const slow = await lookIn(index + 1, tier);
        if (slow === undefined) continue;
        if (reading.isCurrent()) await keepIn(tiers.slice(0, index + 1), keep(slow));
        return slow;
      }
      return undefined;
    } finally {
      reading.end();
    }
  };

  const dropEverywhere = async (sourceHash: string, signal: AbortSignal): Promise<number> => {
    await Promise.all(behind.map(async (writes) => writes.settled(sourceHash)));
    const drops = await Promise.allSettled(
      tiers.map(async ({ store }) => store.dropBySource(sourceHash, signal)),
    );
    const failed = drops.find((drop) => drop.status === 'rejected');
    if (failed) throw failed.reason;
    // The same variant may have been in each.
    return Math.max(0, ...drops.map((drop) => (drop.status === 'fulfilled' ? drop.value : 0)));
  };

  return {
    get: async (variantKey, signal) =>
      find(
        variantId(variantKey),
        async (store) => store.get(variantKey, signal),
        ({ variant }: StoredVariant) => keepVariant(variantKey, variant),
      ),
    getRecord: async (requestKey, signal) =>
      find(
        recordId(requestKey),
        async (store) => store.getRecord(requestKey, signal),
        (record) => keepRecord(requestKey, record),
      ),
    put: async (variantKey, variant, _signal, since) => {
      promotions.overtake(variantId(variantKey));
      await keepIn(tiers, keepVariant(variantKey, variant), since);
    },
    putRecord: async (requestKey, record, _signal, since) => {
      promotions.overtake(recordId(requestKey));
      await keepIn(tiers, keepRecord(requestKey, record), since);
    },
    readEpochs: async (sourceHashes, signal) =>
      readAllEpochs(tiers, log, async (store) => store.readEpochs(sourceHashes, signal)),
    dropBySource: async (sourceHash, signal) =>
      promotions.whileDropping(async () => dropEverywhere(sourceHash, signal)),
    stats: () => sumUp(tiers),
    settled: async () => {
      await Promise.all(behind.map(async (writes) => writes.allSettled()));
    },
  };
};
