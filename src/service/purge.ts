/** Forgets everything that was made from an original or found in it, and keeps what is being made of it from being stored. */
import { sourceText } from '../plan/keys.ts';
import type { FactStore, Hashing, Log, VariantStore } from '../ports.ts';
import type { AssetRef } from '../url/parsed-url.ts';
import type { Generations } from './generations.ts';
import { nameOf, type OriginDeps, originOf } from './original-name.ts';

export interface PurgeDeps extends Partial<OriginDeps> {
  readonly store: VariantStore;
  readonly facts: FactStore;
  readonly generations: Generations;
  readonly hashing: Hashing;
  readonly log: Log;
}

/** Answers how many variants went. */
export type Purge = (ref: AssetRef, signal: AbortSignal) => Promise<number>;

/** What purges of an original go by. */
export const hashSource = (ref: AssetRef, hashing: Hashing): string => hashing.key(sourceText(ref));

export const createPurge =
  (deps: PurgeDeps): Purge =>
  async (ref, signal) => {
    const { store, facts, generations, hashing, log } = deps;
    const sourceHash = hashSource(ref, hashing);
    const variants = await generations.purge(sourceHash, async () => {
      await originOf(ref, deps)?.forget?.(nameOf(ref)); // first, or what is made anew would be made of what it remembers
      const dropped = await store.dropBySource(sourceHash, signal);
      await facts.dropBySource(sourceHash, signal);
      return dropped;
    });
    log.event('info', 'source.purged', { publicId: ref.publicId, sourceHash, variants });
    return variants;
  };
