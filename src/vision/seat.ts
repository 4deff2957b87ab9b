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
  /** Of the process after its last task. */
  readonly rssBytes: () => number;
  readonly clear: () => Promise<void>;
}

const restMs = 30_000;

/** A second or two, but for a machine that has more to do than it can. */
const startTimeoutMs = 60_000;

const within = async <T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const createSeat = ({ findEntry, timeoutMs, maxRssBytes }: SeatOptions): Seat => {
  let worker: Worker | undefined;
  let starts = 0;
  let rssBytes = 0;
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
    const taken = take();
    await within(startTimeoutMs, 'Starting the detector', taken.started);
    return within(timeoutMs, 'The detector', taken.ask(task));
  };

  return {
    ask: async (task) => {
      try {
        const answer = await askWithin(task);
        ({ rssBytes } = answer);
        if (rssBytes > maxRssBytes) await clear();
        return answer.found;
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
    rssBytes: () => rssBytes,
    clear,
  };
};
