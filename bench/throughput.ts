/** Pictures that are asked for the first time, over HTTP, against the same sharp calls in as many bare processes. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { BareWork } from './load/bare-sharp.ts';
import { createSizes, forkHere, pathOf, startMissBench } from './load/miss-processes.ts';
import { end } from './load/processes.ts';
import { median } from './measure.ts';
import type { Measurement } from './report.ts';

const budget = 0.95;
const turns = 12;
const picturesPerTurn = 60;
/** Enough that no worker ever waits for a client. */
const inFlightPerCore = 3;

type Sizes = BareWork['sizes'];

export const benchThroughput = async (): Promise<readonly Measurement[]> => {
  const cores = availableParallelism();
  const bench = await startMissBench();
  const bare = Array.from({ length: cores }, () => forkHere('bare-sharp.ts'));
  const takeSizes = createSizes();

  const timeOurs = async (sizes: Sizes, format: 'jpg' | 'webp'): Promise<number> => {
    const paths = sizes.map((size) => pathOf(size, format));
    const { elapsedMs, answers } = await bench.run({ paths, inFlight: cores * inFlightPerCore });
    const wrong = answers.find(({ status }) => status !== 200);
    if (wrong) throw new Error(`Answered with ${wrong.status}`);
    return elapsedMs;
  };

  const timeBare = async (sizes: Sizes, format: BareWork['format']): Promise<number> => {
    const startedMs = performance.now();
    await Promise.all(
      bare.map(async (child, index) => {
        const done = once(child, 'message');
        const own = sizes.filter((_, place) => place % cores === index);
        child.send({ input: bench.original, format, sizes: own } satisfies BareWork);
        await done;
      }),
    );
    return performance.now() - startedMs;
  };

  try {
    const measurements: Measurement[] = [];
    for (const format of ['jpg', 'webp'] as const) {
      const bareFormat = format === 'jpg' ? 'jpeg' : format;
      const ratios: number[] = [];
      const rates: number[] = [];
      for (let turn = -1; turn < turns; turn += 1) {
        const sizes = takeSizes(picturesPerTurn);
        const first = turn % 2 === 0 ? await timeBare(sizes, bareFormat) : undefined;
        const oursMs = await timeOurs(sizes, format);
        const bareMs = first ?? (await timeBare(sizes, bareFormat));
        if (turn < 0) continue; // warming up
        ratios.push(bareMs / oursMs);
        rates.push((picturesPerTurn * 1000) / oursMs);
      }
      const ratio = median(ratios);
      measurements.push({
        what: `miss over HTTP, 300x200 ${format} of 12 MP, ${cores} workers`,
        figure: `${ratio.toFixed(3)}x bare sharp (${median(rates).toFixed(0)}/s)`,
        budget: `>= ${budget}x`,
        met: ratio >= budget,
      });
    }
    return measurements;
  } finally {
    await Promise.all([bench.end(), ...bare.map(end)]);
  }
};
