/** The place of the detector's process: taken when somebody asks, and taken anew when the one in it dies or is too slow. */
import type { Task } from './protocol.ts';
import { type Answer, startWorker, TaskError, type Worker } from './worker.ts';

export interface SeatOptions {
  readonly findEntry: () => string;
  readonly timeoutMs: number;
  /** A process that is larger after a task is replaced. */
  readonly maxRssBytes: number;
}

export interface Seat {
  /** One task at a time. */
  readonly ask: (task: Task) => Promise<Answer['found']>;
  readonly start: () => Promise<void>;
  /** Whether a process that could not even start is being given a rest. */
  readonly isResting: () => boolean;
  readonly isTaken: () => boolean;
  readonly starts: () => number;
  readonly clear: () => Promise<void>;
}

const restMs = 30_000;

export const createSeat = ({ findEntry, timeoutMs, maxRssBytes }: SeatOptions): Seat => {
  let worker: Worker | undefined;
  let starts = 0;
  let restsUntilMs = -Infinity;

  const clear = async (): Promise<void> => {
    const gone = worker;
    worker = undefined;
    await gone?.kill();
  };

  const take = (): Worker => {
    if (worker === undefined || worker.isGone()) {
      starts += 1;
      worker = startWorker(findEntry());
    }
    return worker;
  };

  /** Nothing but killing ends what takes too long. */
  const askWithin = async (task: Task): Promise<Answer> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`The detector took longer than ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      return await Promise.race([take().ask(task), late]);
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    ask: async (task) => {
      try {
        const { found, rssBytes } = await askWithin(task);
        if (rssBytes > maxRssBytes) await clear();
        return found;
      } catch (error) {
        if (!(error instanceof TaskError)) {
          if (worker?.wasReady() === false) restsUntilMs = performance.now() + restMs;
          await clear();
        }
        throw error;
      }
    },
    start: async () => take().started,
    isResting: () => performance.now() < restsUntilMs,
    isTaken: () => worker !== undefined && !worker.isGone(),
    starts: () => starts,
    clear,
  };
};
