/**
 * Pictures that are asked for the first time, over HTTP, against the same sharp calls in as many bare processes.
 *
 * What is compared is the work of all our processes for each picture, front and workers, with that of the bare ones:
 * cores that are busy make pictures at just that rate. By the clock we would be judged for more than our own work,
 * because whoever asks needs some of the same cores, and the bare processes are asked by nobody; that ratio stands
 * beside it. Both sides are warm: the budget is for a server that runs.
 *
 * Once for an original that is asked for in many sizes, which the bare processes have in memory; and once for originals
 * of which each is asked for once, which we have to find and to read: that has no budget.
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { BareWork } from './load/bare-sharp.ts';
import {
  createRoll,
  createWanted,
  forkHere,
  pathOf,
  startMissBench,
  type Wanted,
  warmUpPictures,
} from './load/miss-processes.ts';
import { cpuMs, cpuMsOfTree, end } from './load/processes.ts';
import { median } from './measure.ts';
import type { Measurement } from './report.ts';

const budget = 0.95;
const turns = 16;
const picturesPerTurn = 60;
/** Enough that no worker ever waits for a client. */
const inFlightPerCore = 3;

type Pictures = readonly Wanted[];

/** Of what pictures are asked for, in one run. */
interface Asked {
  readonly what: string;
  readonly format: 'jpg' | 'webp';
  /** The name of the original of the next picture. */
  readonly takeName: () => string;
  readonly budget?: number;
}

/** Of one turn of one side, for each picture. */
interface Cost {
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

const costOf = async (readCpuMs: () => number | undefined, work: () => Promise<number>): Promise<Cost> => {
  const before = readCpuMs();
  const elapsedMs = (await work()) / picturesPerTurn;
  const after = readCpuMs();
  const cores = availableParallelism();
  const spentMs =
    before === undefined || after === undefined ? undefined : (after - before) / picturesPerTurn;
  return { elapsedMs, cpuMs: spentMs ?? elapsedMs * cores }; // where the system does not tell, the clock has to do
};

export const benchThroughput = async (): Promise<readonly Measurement[]> => {
  const cores = availableParallelism();
  const bench = await startMissBench();
  const bare = Array.from({ length: cores }, () => forkHere('bare-sharp.ts'));
  const takeWanted = createWanted();

  const timeOurs = async (pictures: Pictures, { format, takeName }: Asked): Promise<number> => {
    const paths = pictures.map((picture) => pathOf(picture, format, takeName()));
    const { elapsedMs, answers } = await bench.run({ paths, inFlight: cores * inFlightPerCore });
    const wrong = answers.find(({ status }) => status !== 200);
    if (wrong) throw new Error(`Answered with ${wrong.status}`);
    return elapsedMs;
  };

  const timeBare = async (
    pictures: Pictures,
    format: BareWork['format'],
    input: Uint8Array = bench.original,
  ): Promise<number> => {
    const startedMs = performance.now();
    await Promise.all(
      bare.map(async (child, index) => {
        const done = once(child, 'message');
        const own = pictures.filter((_, place) => place % cores === index);
        child.send({ input, format, pictures: own } satisfies BareWork);
        await done;
      }),
    );
    return performance.now() - startedMs;
  };

  const bareCpuMs = (): number | undefined => {
    const each = bare.map(({ pid }) => (pid === undefined ? undefined : cpuMs(pid)));
    return each.includes(undefined) ? undefined : each.reduce<number>((sum, ms) => sum + (ms ?? 0), 0);
  };

  const compare = async (asked: Asked): Promise<Measurement> => {
    const { what, format, budget: least } = asked;
    const bareFormat = format === 'jpg' ? 'jpeg' : format;
    const pairs: { readonly ours: Cost; readonly theirs: Cost }[] = [];
    for (let turn = -2; turn < turns; turn += 1) {
      const pictures = takeWanted(picturesPerTurn);
      const measureOurs = async (): Promise<Cost> =>
        costOf(
          () => cpuMsOfTree(bench.pid),
          async () => timeOurs(pictures, asked),
        );
      const measureBare = async (): Promise<Cost> =>
        costOf(bareCpuMs, async () => timeBare(pictures, bareFormat));
      const first = turn % 2 === 0 ? await measureOurs() : await measureBare();
      const second = turn % 2 === 0 ? await measureBare() : await measureOurs();
      if (turn < 0) continue; // warming up
      pairs.push(turn % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
    }
    const ratio = median(pairs.map(({ ours, theirs }) => theirs.cpuMs / ours.cpuMs));
    const byTheClock = median(pairs.map(({ ours, theirs }) => theirs.elapsedMs / ours.elapsedMs));
    const spentMs = (side: 'ours' | 'theirs'): string =>
      median(pairs.map((pair) => pair[side].cpuMs)).toFixed(1);
    return {
      what: `miss over HTTP, 300x200 ${format} of 12 MP, ${what}`,
      figure: `${ratio.toFixed(3)}x bare sharp (${spentMs('ours')} / ${spentMs('theirs')} ms CPU; ${byTheClock.toFixed(2)}x by the clock)`,
      budget: least === undefined ? 'none' : `>= ${least}x`,
      met: least === undefined || ratio >= least,
    };
  };

  try {
    await bench.warmUp();
    await timeBare(takeWanted(warmUpPictures), 'jpeg', bench.small);
    const takeName = (): string => 'camera';
    return [
      await compare({ what: 'one in many sizes', format: 'jpg', takeName, budget }),
      await compare({ what: 'one in many sizes', format: 'webp', takeName, budget }),
      await compare({ what: 'each for the first time', format: 'jpg', takeName: createRoll() }),
    ];
  } finally {
    await Promise.all([bench.end(), ...bare.map(end)]);
  }
};
