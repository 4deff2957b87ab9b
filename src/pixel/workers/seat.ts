/**
 * One place that a worker may take. Who ends is replaced; who ends at once, again and again, is replaced more and more
 * slowly; who has grown too large is replaced between two pictures.
 */
import type { Log } from '../../ports.ts';
import type { BackingOff } from './back-off.ts';
import { createHeld, type Held } from './held.ts';
import type { Processes } from './processes.ts';
import type { Answer, Order } from './protocol.ts';
import type { Ending, Worker } from './worker.ts';

export interface SeatDeps {
  readonly processes: Processes;
  readonly backOff: BackingOff;
  /** Of the originals that a worker keeps: what the front takes it to have. */
  readonly maxCacheBytes: number;
  /** A worker that is larger after its work is replaced. */
  readonly maxRssBytes: number;
  readonly log: Log;
  readonly count: (reason: Reason) => void;
  /** The worker has nothing to do. */
  readonly onIdle: (seat: Seat) => void;
  /** There is none, and there will be none for a while. */
  readonly onWaiting: () => void;
}

export type Reason = 'crash' | 'deadline' | 'memory';

export type SeatState = 'busy' | 'idle' | 'starting' | 'waiting';

/** A worker, lent for one picture. */
export interface Lease {
  readonly pid: number | undefined;
  readonly held: Held;
  readonly ask: (order: Order) => Promise<Answer>;
  /** Lets go of the original that is open. */
  readonly closeImage: () => void;
  /** Ends what it does, and the worker with it. */
  readonly kill: () => void;
  /** Gives the worker back, as soon as it has answered what it was asked. */
  readonly release: () => void;
}

export interface WorkerStatus {
  readonly pid: number | undefined;
  readonly state: SeatState;
  readonly rssBytes: number;
  readonly heldBytes: number;
  /** Pictures since it started. */
  readonly jobs: number;
}

export interface Seat {
  readonly state: () => SeatState;
  readonly held: () => Held;
  /** Only when idle. */
  readonly lend: () => Lease;
  readonly status: () => WorkerStatus;
  /** Now, or when the picture that is being made is done. */
  readonly stop: () => void;
}

/** A worker and what is known of it. */
interface Sitter {
  readonly worker: Worker;
  readonly held: Held;
  isReady: boolean;
  jobs: number;
  /** By us, for taking too long. */
  killed: boolean;
}

export const createSeat = (deps: SeatDeps): Seat => {
  const { processes, backOff, maxCacheBytes, maxRssBytes, log, count } = deps;
  let sitter: Sitter | undefined;
  /** Takes over as soon as it is ready and the other has nothing to do. */
  let successor: Sitter | undefined;
  let isBusy = false;
  let retry: NodeJS.Timeout | undefined;

  const launch = (): Sitter => {
    const worker = processes.launch({
      onReady: () => {
        launched.isReady = true;
        log.event('debug', 'worker.ready', { pid: worker.pid });
        if (!isBusy) goOn();
      },
      onEnd: (ending) => {
        if (successor === launched) successor = undefined;
        else if (sitter === launched) replace(launched, ending);
      },
    });
    const launched: Sitter = {
      worker,
      held: createHeld(maxCacheBytes),
      isReady: false,
      jobs: 0,
      killed: false,
    };
    return launched;
  };

  const fill = (): void => {
    retry = undefined;
    sitter = launch();
  };

  const replace = ({ worker, killed, jobs }: Sitter, ending: Ending): void => {
    // Who was killed by us, or has made pictures before, says nothing against the next one.
    const delayMs = killed || jobs > 0 ? 0 : backOff.next();
    count(killed ? 'deadline' : 'crash');
    const fields = { pid: worker.pid, ...ending, jobs, delayMs };
    log.event(killed ? 'warn' : 'error', killed ? 'worker.killed' : 'worker.died', fields);
    isBusy = false;
    sitter = successor;
    successor = undefined;
    if (sitter !== undefined) goOn();
    else if (delayMs === 0) fill();
    else {
      retry = setTimeout(fill, delayMs);
      retry.unref();
      deps.onWaiting();
    }
  };

  /** Nobody uses the worker: it takes the next picture, or makes way. */
  const goOn = (): void => {
    if (successor?.isReady === true) {
      const old = sitter?.worker;
      sitter = successor;
      successor = undefined;
      count('memory');
      log.event('info', 'worker.recycled', { pid: old?.pid, rssBytes: old?.rssBytes() });
      old?.kill();
    }
    if (sitter?.isReady === true) deps.onIdle(seat);
  };

  const takeBack = (returned: Sitter): void => {
    if (sitter !== returned || returned.killed) return; // it has been replaced, or is about to be
    isBusy = false;
    returned.jobs += 1;
    backOff.reset();
    if (processes.isClosing()) {
      returned.worker.kill();
      return;
    }
    // Started first, so that there are never fewer to do the work.
    if (returned.worker.rssBytes() > maxRssBytes) successor ??= launch();
    goOn();
  };

  const lend = (): Lease => {
    const lent = sitter;
    if (lent === undefined || isBusy) throw new TypeError('A worker that is not idle was lent');
    isBusy = true;
    return createLease(lent, takeBack);
  };

  const seat: Seat = {
    state: () =>
      isBusy ? 'busy' : sitter?.isReady === true ? 'idle' : retry === undefined ? 'starting' : 'waiting',
    held: () => sitter?.held ?? nothingHeld,
    lend,
    status: () => ({
      pid: sitter?.worker.pid,
      state: seat.state(),
      rssBytes: sitter?.worker.rssBytes() ?? 0,
      heldBytes: sitter?.held.bytes() ?? 0,
      jobs: sitter?.jobs ?? 0,
    }),
    stop: () => {
      clearTimeout(retry);
      if (!isBusy) sitter?.worker.kill();
      successor?.worker.kill();
    },
  };
  fill();
  return seat;
};

const nothingHeld = createHeld(0);

const createLease = (lent: Sitter, takeBack: (lent: Sitter) => void): Lease => {
  const { worker, held } = lent;
  let asking = 0;
  let isReleased = false;
  let isBack = false;
  const giveBack = (): void => {
    if (!isReleased || asking > 0 || isBack) return;
    isBack = true;
    takeBack(lent);
  };
  return {
    pid: worker.pid,
    held,
    closeImage: worker.close,
    ask: async (order) => {
      asking += 1;
      try {
        return await worker.ask(order);
      } finally {
        asking -= 1;
        giveBack();
      }
    },
    kill: () => {
      lent.killed = true;
      worker.kill();
    },
    release: () => {
      isReleased = true;
      giveBack();
    },
  };
};
