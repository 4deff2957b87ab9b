/** One run of a piece of work per key, for all who ask while it runs. It is given up when nobody waits any more. */
import { fail } from '../errors.ts';
import { reasonOf, throwIfAborted } from './remote-failure.ts';

export type Share<T> = (
  key: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>;

interface Running<T> {
  readonly outcome: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
}

export const createShare = <T>(): Share<T> => {
  const running = new Map<string, Running<T>>();

  const start = (key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> => {
    const controller = new AbortController();

    const end = (): void => {
      if (running.get(key) === entry) running.delete(key);
    };
    const outcome = work(controller.signal).finally(end);
    outcome.catch(() => undefined); // with no waiter left there is nobody to tell
    const entry: Running<T> = { outcome, controller, waiters: 0 };
    running.set(key, entry);
    return entry;
  };

  return async (key, work, signal) => {
    throwIfAborted(signal);
    const entry = running.get(key) ?? start(key, work);
    entry.waiters += 1;
    let leave: (() => void) | undefined;
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(reasonOf(signal));
      signal.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([entry.outcome, left]);
    } finally {
      if (leave) signal.removeEventListener('abort', leave);
      entry.waiters -= 1;
      if (entry.waiters === 0 && running.get(key) === entry) {
        running.delete(key); // a newcomer must not join what is being given up
        entry.controller.abort(fail('request.aborted'));
      }
    }
  };
};
