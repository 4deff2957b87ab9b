/** How long to wait before the next try, after so many that failed at once. */

export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

export interface BackingOff {
  /** One more has failed: the delay before the next, which is none after the first, for that may be chance. */
  readonly next: () => number;
  /** One has worked. */
  readonly reset: () => void;
}

export const createBackOff = ({ firstMs, maxMs }: BackOff): BackingOff => {
  let failed = 0;
  return {
    next: () => {
      failed += 1;
      return failed === 1 ? 0 : Math.min(maxMs, firstMs * 2 ** (failed - 2));
    },
    reset: () => {
      failed = 0;
    },
  };
};
