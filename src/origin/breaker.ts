/**
 * Leaves a server alone for a short while after it has failed several times in a row, so that nobody waits for what
 * is known to be down. Afterwards one request at a time tries it again.
 */
export interface Breaker {
  /** Whether the server may be asked now; to be asked only by who is going to. */
  readonly mayTry: () => boolean;
  readonly succeed: () => void;
  readonly fail: () => void;
}

export interface BreakerOptions {
  readonly nowMs: () => number;
  readonly failures?: number;
  readonly restMs?: number;
}

export const createBreaker = ({ nowMs, failures = 3, restMs = 5000 }: BreakerOptions): Breaker => {
  let failed = 0;
  let restUntilMs = 0;
  return {
    mayTry: () => {
      if (failed < failures) return true;
      if (nowMs() < restUntilMs) return false;
      restUntilMs = nowMs() + restMs; // the others go on resting until this one has come back
      return true;
    },
    succeed: () => {
      failed = 0;
    },
    fail: () => {
      failed += 1;
      restUntilMs = nowMs() + restMs;
    },
  };
};
