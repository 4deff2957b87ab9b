/** Waits until everything that can go on without the outside world has done so. */
import { setImmediate } from 'node:timers/promises';

export const settle = async (): Promise<void> => {
  await setImmediate();
};
