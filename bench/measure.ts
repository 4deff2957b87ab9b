/** Timing on a shared machine: many short turns, medians, and ratios between neighbours in time. */

const microsecondsPerNanosecond = 1e-3;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const elapsedUs = (since: bigint): number =>
  Number(process.hrtime.bigint() - since) * microsecondsPerNanosecond;

/**
 * Microseconds per call in the fastest of `turns` turns of `calls` calls each, after one that warms up. For work that
 * never waits, whatever is slower than the fastest turn is what others did to this machine meanwhile.
 */
export const timeCall = (
  call: () => unknown,
  { turns, calls }: { readonly turns: number; readonly calls: number },
): number => {
  const perCall: number[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < calls; index += 1) call();
    if (turn > 0) perCall.push(elapsedUs(start) / calls);
  }
  return Math.min(...perCall);
};

export interface Pair {
  readonly oursMs: number;
  readonly theirsMs: number;
  /** Throughput of ours over theirs: above 1 is faster. Median of the ratios of neighbours. */
  readonly ratio: number;
}

const timeOnce = async (call: () => Promise<unknown>): Promise<number> => {
  const start = process.hrtime.bigint();
  await call();
  return elapsedUs(start) / 1000;
};

/** The two in turn, each going first every other time, so that a slow second hits both alike. */
export const timePair = async (
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
  turns: number,
): Promise<Pair> => {
  const pairs: { readonly ours: number; readonly theirs: number }[] = [];
  for (let turn = -2; turn < turns; turn += 1) {
    const first = await timeOnce(turn % 2 === 0 ? ours : theirs);
    const second = await timeOnce(turn % 2 === 0 ? theirs : ours);
    if (turn >= 0) {
      pairs.push(turn % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
    }
  }
  return {
    oursMs: median(pairs.map((pair) => pair.ours)),
    theirsMs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.theirs / pair.ours)),
  };
};
