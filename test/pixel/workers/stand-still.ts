/**
 * Workers that stop where they are, and with them whatever they are asked: a test that needs them busy does not have to
 * be quicker than they are. Killing them works all the same.
 */

const signal = (pids: readonly number[], name: 'SIGCONT' | 'SIGSTOP'): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // it has ended
    }
  }
};

/** They have to be idle, for one that has not started yet would never do so. */
export const standStill = (pids: readonly number[]): void => signal(pids, 'SIGSTOP');

export const goOn = (pids: readonly number[]): void => signal(pids, 'SIGCONT');
