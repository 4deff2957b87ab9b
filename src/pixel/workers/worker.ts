/** One worker process, as the front sees it: it is asked one thing at a time, and it may be gone at any moment. */
import { fork } from 'node:child_process';
import type { Answer, Order, Request, Response, Setup } from './protocol.ts';

export interface WorkerOptions extends Setup {
  /** The JavaScript file that it runs. */
  readonly entry: string;
}

/** How a process ended. */
export interface Ending {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** Why an order was not answered: its process is no more. */
export class WorkerGone extends Error {
  constructor({ code, signal }: Ending) {
    super(`The worker ended with ${signal ?? `code ${code ?? 'unknown'}`}`);
    this.name = 'WorkerGoneError';
  }
}

export interface Worker {
  readonly pid: number | undefined;
  /** Resolves when it can be asked; never, if it ends before. */
  readonly ready: Promise<void>;
  readonly ended: Promise<Ending>;
  /** One at a time. Throws {@link WorkerGone}. */
  readonly ask: (order: Order) => Promise<Answer>;
  /** Lets go of the original that is open. */
  readonly close: () => void;
  /** At once, whatever it does. */
  readonly kill: () => void;
  /** Resident memory after the last answer. */
  readonly rssBytes: () => number;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: WorkerGone) => void;
}

/**
 * glibc gives each thread an arena of its own and hardly ever gives one back: 500 MB became 160 with two of them.
 * jemalloc, where it is preloaded, knows better.
 */
const memoryEnvironment = (): Readonly<Record<string, string>> =>
  process.env['LD_PRELOAD']?.includes('jemalloc') === true ? {} : { MALLOC_ARENA_MAX: '2' };

/** One render at a time, and a thread to read a file. */
const threads = '2';

export const startWorker = ({ entry, limits, maxCacheBytes }: WorkerOptions): Worker => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    env: { ...process.env, ...memoryEnvironment(), UV_THREADPOOL_SIZE: threads },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A pool that nobody uses keeps no program from ending.
  child.unref();

  let rssBytes = 0;
  let waiting: Waiting | undefined;
  const readiness = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const response = message as Response;
      if (response.kind === 'ready') {
        child.channel?.unref();
        resolve();
        return;
      }
      ({ rssBytes } = response);
      waiting?.resolve(response.answer);
    });
  });
  const ended = new Promise<Ending>((resolve) => {
    const end = (ending: Ending): void => {
      waiting?.reject(new WorkerGone(ending));
      resolve(ending);
    };
    child.once('exit', (code, signal) => end({ code: code ?? undefined, signal: signal ?? undefined }));
    child.once('error', () => {
      // It could not be started at all, and then there is no exit.
      if (child.pid === undefined) end({ code: undefined, signal: undefined });
    });
  });
  const isGone = (): boolean =>
    child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

  /** What cannot be sent any more is noticed by its end. */
  const send = (request: Request): void => {
    if (child.connected) child.send(request, () => undefined);
  };
  send({ kind: 'setup', limits, maxCacheBytes });

  const ask: Worker['ask'] = async (order) => {
    if (isGone()) {
      throw new WorkerGone({ code: child.exitCode ?? undefined, signal: child.signalCode ?? undefined });
    }
    child.channel?.ref();
    try {
      return await new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        send({ kind: 'order', order });
      });
    } finally {
      waiting = undefined;
      child.channel?.unref();
    }
  };

  return {
    pid: child.pid,
    ready: readiness,
    ended,
    ask,
    close: () => send({ kind: 'close' }),
    kill: () => {
      child.ref(); // its end comes soon, and is waited for
      child.kill('SIGKILL');
    },
    rssBytes: () => rssBytes,
  };
};
