/**
 * Makes answers that were good for the moment what they should be: one at a time for each key, when nobody waits for
 * them, and not again soon where it failed.
 */
import type { Clock, Log } from '../ports.ts';

export interface Refinements {
  /** Does nothing while the same is under way, or shortly after it failed. */
  readonly start: (key: string, work: () => Promise<void>) => void;
}

const restMs = 60_000;
const maxRemembered = 1000;

export const createRefinements = ({
  clock,
  log,
}: {
  readonly clock: Clock;
  readonly log: Log;
}): Refinements => {
  const running = new Set<string>();
  const failedAtMs = new Map<string, number>();

  const run = async (key: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      failedAtMs.delete(key);
    } catch (error) {
      if (failedAtMs.size >= maxRemembered) failedAtMs.clear();
      failedAtMs.set(key, clock.nowMs());
      log.event('info', 'variant.not-refined', { requestKey: key, error }); // what there is serves on
    } finally {
      running.delete(key);
    }
  };

  return {
    start: (key, work) => {
      const failed = failedAtMs.get(key);
      if (running.has(key) || (failed !== undefined && clock.nowMs() - failed < restMs)) return;
      running.add(key);
      void run(key, work);
    },
  };
};
