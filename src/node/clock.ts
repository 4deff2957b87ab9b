/** The time of day. */
import type { Clock } from '../ports.ts';

export const createClock = (): Clock => ({ nowMs: () => Date.now() });
