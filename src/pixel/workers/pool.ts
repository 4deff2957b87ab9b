/** So many workers, each lent to one picture at a time, and a line of those who wait for one. */
import { fail } from '../../errors.ts';
import type { Log } from '../../ports.ts';
import { type BackOff, createBackOff } from './back-off.ts';
import { createProcesses } from './processes.ts';
import { createSeat, type Lease, type Reason, type Seat, type WorkerStatus } from './seat.ts';
import type { Worker } from './worker.ts';

export interface PoolOptions {
  readonly size: number;
  readonly start: () => Worker;
  readonly maxCacheBytes: number;
  readonly maxRssBytes: number;
  /** How long a worker may take to start. */
  readonly startTimeoutMs: number;
  readonly backOff: BackOff;
  readonly log: Log;
}

export interface PoolStatus {
  readonly workers: readonly WorkerStatus[];
  /** Pictures that were let in, and wait for a worker because one is being replaced. */
  readonly waiting: number;
  /** Workers that ended, by reason. */
  readonly ended: Readonly<Record<Reason, number>>;
}

export interface Pool {
  /** Waits for a worker; one that holds the key, if such a one has nothing to do. */
  readonly lease: (key: string | undefined, signal: AbortSignal) => Promise<Lease>;
  /** Whether any worker should have it. */
  readonly holds: (key: string) => boolean;
  readonly status: () => PoolStatus;
  /** Resolves when all that was begun has ended, and no process is left. */
  readonly close: () => Promise<void>;
}

interface Waiter {
  readonly admit: (seat: Seat) => void;
  readonly refuse: (error: Error) => void;
}

export const createPool = (options: PoolOptions): Pool => {
  const processes = createProcesses(options.start, options.startTimeoutMs);
  const backOff = createBackOff(options.backOff);
  const ended: Record<Reason, number> = { crash: 0, deadline: 0, memory: 0 };
  const waiters = new Set<Waiter>(); // insertion order is the order of arrival
  const seats: Seat[] = [];

  const refuseAll = (): void => {
    for (const waiter of waiters) waiter.refuse(fail('render.unavailable'));
  };

  /** None is there and none is coming: whoever waits would wait for as long as the next try takes to come. */
  const isDown = (): boolean => processes.isClosing() || seats.every((seat) => seat.state() === 'waiting');

  const onIdle = (seat: Seat): void => {
    const [waiter] = waiters;
    waiter?.admit(seat);
  };

  const onWaiting = (): void => {
    if (isDown()) refuseAll();
  };

  /** Never waits for the one that holds it: sending an original takes a fraction of the time of the picture. */
  const chooseIdle = (key: string | undefined): Seat | undefined => {
    const idle = seats.filter((seat) => seat.state() === 'idle');
    const holder = key === undefined ? undefined : idle.find((seat) => seat.held().has(key));
    return holder ?? idle.toSorted((a, b) => a.held().bytes() - b.held().bytes())[0];
  };

  const lease: Pool['lease'] = async (key, signal) => {
    if (signal.aborted) throw fail('request.aborted');
    if (isDown()) throw fail('render.unavailable');
    const seat = chooseIdle(key);
    if (seat !== undefined) return seat.lend();
    return new Promise<Lease>((resolve, reject) => {
      const leave = (): void => {
        waiters.delete(waiter);
        signal.removeEventListener('abort', giveUp);
      };
      const waiter: Waiter = {
        admit: (free) => {
          leave();
          resolve(free.lend());
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      const giveUp = (): void => waiter.refuse(fail('request.aborted'));
      waiters.add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };

  const deps = { ...options, processes, backOff, onIdle, onWaiting };
  const count = (reason: Reason): void => {
    ended[reason] += 1;
  };
  for (let place = 0; place < options.size; place += 1) seats.push(createSeat({ ...deps, count }));

  return {
    lease,
    holds: (key) => seats.some((seat) => seat.held().has(key)),
    status: () => ({
      workers: seats.map((seat) => seat.status()),
      waiting: waiters.size,
      ended: { ...ended },
    }),
    close: async () => {
      const closed = processes.close();
      refuseAll();
      for (const seat of seats) seat.stop();
      await closed;
    },
  };
};
