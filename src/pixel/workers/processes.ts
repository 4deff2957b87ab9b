/** The worker processes that are alive: each ready in time or killed, and none left behind. */
import type { Ending, Worker } from './worker.ts';

export interface Launched {
  readonly onReady: () => void;
  /** Not called for those that end because everything does. */
  readonly onEnd: (ending: Ending) => void;
}

export interface Processes {
  readonly launch: (events: Launched) => Worker;
  readonly isClosing: () => boolean;
  /** From now on nothing is launched; resolves when the last one is gone. */
  readonly close: () => Promise<void>;
}

export const createProcesses = (start: () => Worker, startTimeoutMs: number): Processes => {
  const live = new Set<Worker>();
  let isClosing = false;
  return {
    launch: ({ onReady, onEnd }) => {
      const worker = start();
      live.add(worker);
      const timer = setTimeout(worker.kill, startTimeoutMs);
      timer.unref();
      void worker.ready.then(() => {
        clearTimeout(timer);
        if (!isClosing) onReady();
      });
      void worker.ended.then((ending) => {
        clearTimeout(timer);
        live.delete(worker);
        if (!isClosing) onEnd(ending);
      });
      return worker;
    },
    isClosing: () => isClosing,
    close: async () => {
      isClosing = true;
      await Promise.all([...live].map(async ({ ended }) => ended));
    },
  };
};
