/**
 * More pictures asked for than can be made: how many still are, how long they take, and how the rest is told. Whoever
 * asks needs some of the same cores, the more the more is refused; what is compared is the pictures that are made of
 * what asking leaves of them. The ratio by the clock stands beside it. The machine has other work too, so each time of
 * overload is held against what could be made just before and just after it. Each picture is of another original: they
 * take as long as pictures can, and nothing that was kept makes some of them cheap.
 */
import { availableParallelism } from 'node:os';
import {
  createRoll,
  createWanted,
  type MissBench,
  type MissRun,
  pathOf,
  startMissBench,
} from './load/miss-processes.ts';
import type { Answered } from './load/misses.ts';
import { median } from './measure.ts';
import type { Measurement } from './report.ts';

const budgets = { goodput: 0.95, latency: 3, healthMs: 50, refusalMs: 50 };
/** One after the other; they also give what is left of a rush the time to go. */
const unloadedPictures = 120;
const peakPictures = 300;
/** A burst is let into the queue as a whole; what comes after it is what lasts. */
const settledAfterMs = 1500;
const turns = 3;

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
  readonly unloadedMs: readonly number[];
  readonly peakPerSecond: number;
  /** Of what asking left. */
  readonly peakOfRest: number;
}

interface Turn {
  readonly before: Yardstick;
  readonly run: MissRun;
  readonly after: Yardstick;
}

const settledOf = ({ answers }: MissRun): readonly Answered[] =>
  answers.filter(({ atMs }) => atMs >= settledAfterMs);

const describeOverload = (
  name: string,
  overloadSeconds: number,
  measured: readonly Turn[],
): readonly Measurement[] => {
  const seconds = overloadSeconds - settledAfterMs / 1000;
  const goodPerSecond = ({ run }: Turn): number => timesOf(settledOf(run), 200).length / seconds;
  const byClock = median(
    measured.map(
      (turn) => (goodPerSecond(turn) * 2) / (turn.before.peakPerSecond + turn.after.peakPerSecond),
    ),
  );
  const goodput = median(
    measured.map(
      (turn) =>
        ((goodPerSecond(turn) / leftOf(turn.run)) * 2) / (turn.before.peakOfRest + turn.after.peakOfRest),
    ),
  );
  const settled = measured.flatMap(({ run }) => settledOf(run));
  const good = timesOf(settled, 200);
  const refused = timesOf(settled, 503);
  const others = settled.length - good.length - refused.length;
  const unloadedMs = quantile(
    measured.flatMap(({ before, after }) => [...before.unloadedMs, ...after.unloadedMs]),
    0.99,
  );
  const latency = quantile(good, 0.99) / unloadedMs;
  const healthMs = quantile(
    measured.flatMap(({ run }) => run.health),
    0.99,
  );
  const refusalMs = quantile(refused, 0.99);
  return [
    {
      what: `${name}: goodput`,
      figure: `${goodput.toFixed(3)}x of peak (${byClock.toFixed(3)}x by the clock, ${median(measured.map(goodPerSecond)).toFixed(0)}/s)`,
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

type TakePaths = (count: number) => readonly string[];

const measureYardstick = async (
  bench: MissBench,
  takePaths: TakePaths,
  inFlight: number,
): Promise<Yardstick> => {
  const unloaded = await bench.run({ paths: takePaths(unloadedPictures), inFlight: 1 });
  const peak = await bench.run({ paths: takePaths(peakPictures), inFlight });
  const peakPerSecond = (timesOf(peak.answers, 200).length * 1000) / peak.elapsedMs;
  return {
    unloadedMs: timesOf(unloaded.answers, 200),
    peakPerSecond,
    peakOfRest: peakPerSecond / leftOf(peak),
  };
};

interface Case {
  readonly what: string;
  readonly awayMs?: number;
  readonly factors: readonly number[];
  /** So that all cores are busy at the peak. */
  readonly inFlight: number;
}

const cases: readonly Case[] = [
  { what: '', factors: [2, 10], inFlight: availableParallelism() * 3 },
  { what: ', 100 ms away', awayMs: 100, factors: [10], inFlight: availableParallelism() * 9 },
];

/** The origin takes of the same cores, which it would not where it is far away in earnest. */
const withoutBudget = (measurement: Measurement): Measurement => ({
  ...measurement,
  budget: 'none',
  met: true,
});

const measureCase = async (
  { what, factors, inFlight, ...where }: Case,
  overloadSeconds: number,
): Promise<readonly Measurement[]> => {
  const bench = await startMissBench(where);
  const takeWanted = createWanted();
  const takeFrame = createRoll();
  const takePaths: TakePaths = (count) =>
    takeWanted(count).map((picture) => pathOf(picture, 'jpg', takeFrame()));
  try {
    await bench.warmUp();
    const overload = async (perSecond: number): Promise<MissRun> =>
      bench.run({ paths: takePaths(Math.ceil(perSecond * overloadSeconds)), perSecond });
    const measurements: Measurement[] = [];
    let yardstick = await measureYardstick(bench, takePaths, inFlight);
    await overload(yardstick.peakPerSecond * 10); // refusing has to be warm, too
    yardstick = await measureYardstick(bench, takePaths, inFlight);
    for (const factor of factors) {
      const measured: Turn[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const before = yardstick;
        const run = await overload(before.peakPerSecond * factor);
        yardstick = await measureYardstick(bench, takePaths, inFlight);
        measured.push({ before, run, after: yardstick });
      }
      const described = describeOverload(`overload ${factor}x${what}`, overloadSeconds, measured);
      measurements.push(...(where.awayMs === undefined ? described : described.map(withoutBudget)));
    }
    return measurements;
  } finally {
    await bench.end();
  }
};

export const benchOverload = async (overloadSeconds: number): Promise<readonly Measurement[]> => {
  const measurements: Measurement[] = [];
  for (const each of cases) measurements.push(...(await measureCase(each, overloadSeconds)));
  return measurements;
};
