/**
 * One run of a piece of work per key, however many wait for it. Whoever leaves leaves alone. When nobody waits any
 * more, work that has not committed itself is aborted; committed work (a render cannot be interrupted) ends, and what
 * it made is kept. Errors are shared by those who wait, and forgotten with the flight.
 */
import { fail } from '../errors.ts';

/** What the work may tell its flight. */
export interface Flight {
  /** Aborted when nobody waits any more, unless the flight has committed. */
  readonly signal: AbortSignal;
  /** From now on the work goes on to its end, whoever leaves. */
  readonly commit: () => void;
  /** Everybody who waits or comes gets this error; the flight still counts as running until the work has ended. */
  readonly giveUp: (error: unknown) => void;
  /** Those who come from now on start a flight of their own. */
  readonly detach: () => void;
}

export interface Joining<T> {
  readonly key: string;
  /** A flight that began for a lower rank came too early for us: wait until it is over, and take the next one. */
  readonly rank: number;
  readonly work: (flight: Flight) => Promise<T>;
}

export interface Flights<T> {
  readonly join: (joining: Joining<T>, signal: AbortSignal) => Promise<T>;
  readonly has: (key: string) => boolean;
  readonly count: () => number;
}

interface Running<T> {
  readonly rank: number;
  /** The work's result, or the error that it was given up with. */
  readonly outcome: Promise<T>;
  waiters: number;
  readonly leave: () => void;
}

export const createFlights = <T>(): Flights<T> => {
  const running = new Map<string, Running<T>>();

  const start = ({ key, rank, work }: Joining<T>): Running<T> => {
    const controller = new AbortController();
    const { promise: outcome, resolve, reject } = withResolvers<T>();
    outcome.catch(ignore); // with no waiter left there is nobody to tell
    let committed = false;
    const detach = (): void => {
      if (running.get(key) === entry) running.delete(key);
    };
    const flight: Flight = {
      signal: controller.signal,
      commit: () => {
        committed = true;
      },
      giveUp: reject,
      detach,
    };
    const begin = async (): Promise<void> => {
      try {
        resolve(await work(flight));
      } catch (error) {
        reject(error);
      } finally {
        detach();
      }
    };
    const abandon = (): void => {
      if (committed || entry.waiters > 0) return;
      detach(); // a newcomer must not join what is being dropped
      controller.abort(fail('request.aborted'));
    };
    const entry: Running<T> = {
      rank,
      outcome,
      waiters: 0,
      leave: () => {
        entry.waiters -= 1;
        abandon();
      },
    };
    running.set(key, entry);
    void begin();
    return entry;
  };

  const join = async (joining: Joining<T>, signal: AbortSignal): Promise<T> => {
    if (signal.aborted) throw fail('request.aborted');
    let entry = running.get(joining.key);
    if (entry !== undefined && entry.rank < joining.rank) {
      await waitFor(entry.outcome.then(ignore, ignore), signal);
      entry = running.get(joining.key); // began after we came, or was given up and says so
    }
    entry ??= start(joining);
    entry.waiters += 1;
    try {
      return await waitFor(entry.outcome, signal);
    } finally {
      entry.leave();
    }
  };

  return { join, has: (key) => running.has(key), count: () => running.size };
};

const ignore = (): void => undefined;

interface Resolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/** `Promise.withResolvers`, which Node 20 does not have. */
const withResolvers = <T>(): Resolvers<T> => {
  let resolve: Resolvers<T>['resolve'] = ignore;
  let reject: Resolvers<T>['reject'] = ignore;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
};

/** The promise, or `request.aborted` as soon as the signal says so. */
const waitFor = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    if (signal.aborted) {
      reject(fail('request.aborted'));
      return;
    }
    const leave = (): void => reject(fail('request.aborted'));
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
