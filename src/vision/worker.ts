/** The detector's process, as the front sees it: it is given one task at a time, and it may be gone at any moment. */
import { fork } from 'node:child_process';
import type { Report, Task } from './protocol.ts';

export interface Answer {
  readonly found: unknown;
  readonly rssBytes: number;
}

export interface Worker {
  /** One at a time. Rejects with a plain error that says how the process ended, or what the network said. */
  readonly ask: (task: Task) => Promise<Answer>;
  readonly isGone: () => boolean;
  /** Resolves when it can be asked, or is gone. */
  readonly started: Promise<void>;
  /** Whether it has ever got so far that it could be asked. */
  readonly wasReady: () => boolean;
  /** At once, whatever it does. Resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What goes wrong in the networks; the process is none the worse for it. */
export class TaskError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'TaskError';
  }
}

export const startWorker = (entry: string): Worker => {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let waiting: Waiting | undefined;
  let ending: Error | undefined;
  let wasReady = false;
  let announce: () => void = () => undefined;
  const readiness = new Promise<void>((resolve) => {
    announce = resolve;
  });

  /** Nobody who waits for nothing is kept from ending. */
  const hold = (isHeld: boolean): void => {
    if (isHeld) {
      child.ref();
      child.channel?.ref();
    } else {
      child.unref();
      child.channel?.unref();
    }
  };

  child.on('message', (message) => {
    const report = message as Report;
    if (report.kind === 'ready') {
      wasReady = true;
      announce();
    } else if (report.kind === 'found') waiting?.resolve(report);
    else waiting?.reject(new TaskError(report.reason));
  });
  const ended = new Promise<void>((resolve) => {
    const end = (text: string): void => {
      ending ??= new Error(`The detector's process ended with ${text}`);
      waiting?.reject(ending);
      resolve();
    };
    child.once('exit', (code, signal) => end(signal ?? `code ${code ?? 'unknown'}`));
    child.once('error', (error) => {
      if (child.pid === undefined) end(error.message); // it could not be started at all
    });
  });
  hold(false);
  const start = async (): Promise<void> => {
    hold(true);
    await Promise.race([readiness, ended]);
    if (waiting === undefined) hold(false);
  };

  return {
    started: start(),
    ask: async (task) => {
      hold(true);
      try {
        return await new Promise<Answer>((resolve, reject) => {
          if (ending !== undefined) {
            reject(ending);
            return;
          }
          waiting = { resolve, reject };
          void readiness.then(() => {
            if (child.connected) child.send(task, () => undefined); // what cannot be sent is noticed by its end
          });
        });
      } finally {
        waiting = undefined;
        hold(false);
      }
    },
    isGone: () => ending !== undefined,
    wasReady: () => wasReady,
    kill: async () => {
      child.ref();
      child.kill('SIGKILL');
      await ended;
    },
  };
};
