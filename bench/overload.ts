/**
 * More pictures asked for than can be made: how many still are, how long they take, and how the rest is told. Whoever
 * asks needs some of the same cores, the more the more is refused; what is compared is the pictures that are made of
 * what asking leaves of them. The ratio by the clock stands beside it.
 */
import { availableParallelism } from 'node:os';
import { createWanted, type MissBench, type MissRun, pathOf, startMissBench } from './load/miss-processes.ts';
import type { Answered } from './load/misses.ts';
import type { Measurement } from './report.ts';

const budgets = { goodput: 0.95, latency: 3, healthMs: 50, refusalMs: 50 };
/** As long as it takes Node to compile what is on the way. */
const warmUpPictures = 1500;
const unloadedPictures = 150;
const peakPictures = 400;
/** A burst is let into the queue as a whole; what comes after it is what lasts. */
const settledAfterMs = 1500;

const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

const timesOf = (answers: readonly Answered[], status: number): readonly number[] =>
  answers.filter((answer) => answer.status === status).map(({ tookMs }) => tookMs);

/** The part of all cores that asking left. */
const leftOf = ({ askingCpuMs = 0, elapsedMs }: MissRun): number =>
  1 - askingCpuMs / (elapsedMs * availableParallelism());

interface Yardstick {
  readonly overloadSeconds: number;
  readonly unloadedMs: number;
  readonly peakPerSecond: number;
  /** While that was measured. */
  readonly left: number;
}

const describeOverload = (
  factor: number,
  run: MissRun,
  { unloadedMs, peakPerSecond, left, overloadSeconds }: Yardstick,
): readonly Measurement[] => {
  const { answers, health } = run;
  const settled = answers.filter(({ atMs }) => atMs >= settledAfterMs);
  const seconds = (overloadSeconds * 1000 - settledAfterMs) / 1000;
  const good = timesOf(settled, 200);
  const byClock = good.length / seconds / peakPerSecond;
  const goodput = (byClock * left) / leftOf(run);
  const latency = quantile(good, 0.99) / unloadedMs;
  const refused = timesOf(settled, 503);
  const others = settled.length - good.length - refused.length;
  const healthMs = quantile(health, 0.99);
  const refusalMs = quantile(refused, 0.99);
  const name = `overload ${factor}x`;
  return [
    {
      what: `${name}: goodput`,
      figure: `${goodput.toFixed(3)}x of peak (${byClock.toFixed(3)}x by the clock, ${(good.length / seconds).toFixed(0)}/s)`,
      budget: `>= ${budgets.goodput}x`,
      met: goodput >= budgets.goodput,
    },
    {
      what: `${name}: p99 of what is accepted`,
      figure: `${latency.toFixed(2)}x unloaded (${quantile(good, 0.99).toFixed(0)} / ${unloadedMs.toFixed(0)} ms)`,
      budget: `<= ${budgets.latency}x`,
      met: latency <= budgets.latency,
    },
    {
      what: `${name}: p99 of /healthz`,
      figure: `${healthMs.toFixed(1)} ms`,
      budget: `< ${budgets.healthMs} ms`,
      met: healthMs < budgets.healthMs,
    },
    {
      what: `${name}: p99 of a 503, and answers of other kinds`,
      figure: `${refusalMs.toFixed(1)} ms, ${others}`,
      budget: `< ${budgets.refusalMs} ms, 0`,
      met: refusalMs < budgets.refusalMs && others === 0,
    },
  ];
};

const measureYardstick = async (
  bench: MissBench,
  takePaths: (count: number) => readonly string[],
): Promise<Omit<Yardstick, 'overloadSeconds'>> => {
  await bench.run({ paths: takePaths(warmUpPictures), inFlight: 4 });
  const unloaded = await bench.run({ paths: takePaths(unloadedPictures), inFlight: 1 });
  const inFlight = availableParallelism() * 3;
  const peak = await bench.run({ paths: takePaths(peakPictures), inFlight });
  return {
    unloadedMs: quantile(timesOf(unloaded.answers, 200), 0.99),
    peakPerSecond: (timesOf(peak.answers, 200).length * 1000) / peak.elapsedMs,
    left: leftOf(peak),
  };
};

export const benchOverload = async (overloadSeconds: number): Promise<readonly Measurement[]> => {
  const bench = await startMissBench();
  const takeWanted = createWanted();
  const takePaths = (count: number): readonly string[] =>
    takeWanted(count).map((picture) => pathOf(picture, 'jpg'));
  try {
    const measurements: Measurement[] = [];
    for (const factor of [2, 10]) {
      const measured = await measureYardstick(bench, takePaths); // anew, for the machine has other work too
      const yardstick = { ...measured, overloadSeconds };
      const perSecond = yardstick.peakPerSecond * factor;
      const paths = takePaths(Math.ceil(perSecond * overloadSeconds));
      measurements.push(...describeOverload(factor, await bench.run({ paths, perSecond }), yardstick));
    }
    return measurements;
  } finally {
    await bench.end();
  }
};
