/** One store among several: its name, and its share of what is said about all of them. */
import type { Log, SourceEpochs, StoreStats, StoreTier, VariantStore } from '../ports.ts';

export interface Tier {
  readonly name: StoreTier;
  readonly store: VariantStore;
}

/** Its answer; undefined when it has none to give. */
export const askTier = async <T>(
  { name, store }: Tier,
  log: Log,
  ask: (store: VariantStore) => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await ask(store);
  } catch (error) {
    log.event('warn', 'store.tier-failed', { tier: name, error });
    return undefined;
  }
};

/** Epochs of all tiers share one record. */
const prefixOf = ({ name }: Tier): string => `${name} `;

export const ownEpochs = (tier: Tier, since: SourceEpochs | undefined): SourceEpochs | undefined => {
  if (since === undefined) return undefined;
  const prefix = prefixOf(tier);
  const own = Object.entries(since).filter(([key]) => key.startsWith(prefix));
  return Object.fromEntries(own.map(([key, epoch]) => [key.slice(prefix.length), epoch]));
};

/** Where they cannot be read, they count as older than any purge. */
export const readAllEpochs = async (
  tiers: readonly Tier[],
  log: Log,
  read: (store: VariantStore) => Promise<SourceEpochs>,
): Promise<SourceEpochs> => {
  const all = await Promise.all(
    tiers.map(async (tier) => {
      const epochs = Object.entries((await askTier(tier, log, read)) ?? {});
      return epochs.map(([key, epoch]) => [prefixOf(tier) + key, epoch] as const);
    }),
  );
  return Object.fromEntries(all.flat());
};

/** A picture that several tiers have counts once: as much as the fullest has. */
export const sumUp = (tiers: readonly Tier[]): StoreStats => {
  const each = tiers.map(({ name, store }) => [name, store.stats()] as const);
  return {
    variants: Math.max(0, ...each.map(([, { variants }]) => variants)),
    bytes: Math.max(0, ...each.map(([, { bytes }]) => bytes)),
    tiers: Object.fromEntries(each),
  };
};
