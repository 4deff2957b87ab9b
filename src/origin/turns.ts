/** Lets so many through at a time, in the order of arrival. */
import { reasonOf, throwIfAborted } from './remote-failure.ts';

export type TakeTurn = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

export const createTurns = (atOnce: number): TakeTurn => {
  const waiting = new Set<() => void>();
  let free = atOnce;

  const enter = async (signal: AbortSignal): Promise<void> => {
    throwIfAborted(signal);
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(begin);
        reject(reasonOf(signal));
      };
      const begin = (): void => {
        waiting.delete(begin);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  const pass = (): void => {
    const [next] = waiting;
    if (next) next();
    else free += 1;
  };

  return async (work, signal) => {
    await enter(signal);
    try {
      return await work();
    } finally {
      pass();
    }
  };
};
