/** Forgets everything that was made from an original, and keeps what is being made of it from being stored. */
import { sourceText } from '../plan/keys.ts';
import type { Hashing, Log, VariantStore } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Generations } from './generations.ts';

export interface PurgeDeps {
  readonly store: VariantStore;
  readonly generations: Generations;
  readonly hashing: Hashing;
  readonly log: Log;
}

/** Answers how many variants went. */
export type Purge = (ref: AssetRef, signal: AbortSignal) => Promise<number>;

/** What purges of an original go by. */
export const hashSource = (ref: AssetRef, hashing: Hashing): string => hashing.key(sourceText(ref));

export const createPurge =
  ({ store, generations, hashing, log }: PurgeDeps): Purge =>
  async (ref, signal) => {
    const sourceHash = hashSource(ref, hashing);
    const variants = await generations.purge(sourceHash, async () => store.dropBySource(sourceHash, signal));
    log.event('info', 'source.purged', { publicId: ref.publicId, sourceHash, variants });
    return variants;
  };
