/** A disk in trouble fails every request: each kind of failure is logged once a minute, with how often it came. */
import type { Log } from '../../ports.ts';
import { codeOf } from './system-error.ts';

export interface Trouble {
  readonly report: (doing: string, error: unknown) => void;
}

const quietMs = 60_000;

export const createTrouble = (log: Log, nowMs: () => number): Trouble => {
  const kinds = new Map<string, { loggedAtMs: number; times: number }>(); // few: what we do, times error codes
  return {
    report: (doing, error) => {
      const kind = `${doing} ${codeOf(error) ?? ''}`;
      const known = kinds.get(kind) ?? { loggedAtMs: -Infinity, times: 0 };
      kinds.set(kind, known);
      known.times += 1;
      if (nowMs() - known.loggedAtMs < quietMs) return;
      log.event('error', 'store.disk-trouble', { doing, times: known.times, error });
      known.loggedAtMs = nowMs();
      known.times = 0;
    },
  };
};
