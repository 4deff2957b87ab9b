/** Calls upkeep: at once, every few seconds, sooner when asked to; one round at a time, and never holding up an exit. */
import type { Trouble } from './trouble.ts';

export interface Rounds {
  /** Within a second. */
  readonly soon: () => void;
  /** A whole round that begins now or after the running one. */
  readonly now: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const everyMs = 5000;
const soonMs = 1000;

export const startRounds = (round: () => Promise<void>, trouble: Trouble, isTimed: boolean): Rounds => {
  let last = Promise.resolve();
  let isRunning = false;
  let isStopped = false;

  const now = async (): Promise<void> => {
    const mine = last.then(async () => {
      if (isStopped) return;
      isRunning = true;
      try {
        await round();
      } catch (error) {
        trouble.report('upkeep', error);
      } finally {
        isRunning = false;
      }
    });
    last = mine;
    await mine;
  };

  let coming: NodeJS.Timeout | undefined;
  const unlessRunning = (): void => {
    if (!isRunning) void now();
  };
  const later = (): void => {
    coming ??= setTimeout(() => {
      coming = undefined;
      unlessRunning();
    }, soonMs).unref();
  };
  const timer = isTimed ? setInterval(unlessRunning, everyMs).unref() : undefined;
  if (isTimed) later(); // a start has other things to do

  return {
    soon: () => {
      if (!isRunning && !isStopped && isTimed) later();
    },
    now,
    stop: async () => {
      clearInterval(timer);
      clearTimeout(coming);
      isStopped = true;
      await last;
    },
  };
};
