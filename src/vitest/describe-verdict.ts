/** What a failing golden says: how much differs, where, and what to look at. */
import path from 'node:path';
import type { Raster } from '../pixel/raster.ts';
import type { Difference } from './compare.ts';
import type { Evidence, Verdict } from './golden.ts';
import type { Tolerance } from './tolerance.ts';

const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(3))} %`;

const pixelAt = ({ data, width }: Raster, x: number, y: number): string => {
  const at = (y * width + x) * 4;
  return `rgba(${data.subarray(at, at + 4).join(' ')})`;
};

const describeDifference = (
  { changed, changedRatio, maxDelta, worst, box }: Difference,
  expected: Raster,
  actual: Raster,
  allowed: Tolerance,
): readonly string[] => [
  `${changed} of ${expected.width * expected.height} pixels changed ` +
    `(${percent(changedRatio)}, allowed ${percent(allowed.changedRatio)}), ` +
    `by up to ${maxDelta} of 255 (allowed ${allowed.maxDelta})`,
  `the largest change is at ${worst.x},${worst.y}: expected ${pixelAt(expected, worst.x, worst.y)}, ` +
    `got ${pixelAt(actual, worst.x, worst.y)}`,
  `everything that changed lies in ${box.width}x${box.height} pixels at ${box.left},${box.top}`,
];

const describeFault = (verdict: Verdict, actual: Raster, allowed: Tolerance): readonly string[] => {
  switch (verdict.kind) {
    case 'different':
      return describeDifference(verdict.difference, verdict.expected, actual, allowed);
    case 'size':
      return [
        `expected ${verdict.expected.width}x${verdict.expected.height} pixels, ` +
          `got ${actual.width}x${actual.height}`,
      ];
    case 'missing':
    case 'same':
      return [];
  }
};

const here = (file: string): string => path.relative(process.cwd(), file);

/** How to accept, when nothing better is known. */
const usualAdvice = 'run the tests once with DARKROOM_GOLDEN=accept in the environment';

export const describeVerdict = (
  file: string,
  actual: Raster,
  outcome: { readonly verdict: Verdict; readonly allowed: Tolerance; readonly evidence: Evidence },
  options: { readonly advice?: string | undefined; readonly note?: string | undefined },
): string => {
  const { verdict, allowed, evidence } = outcome;
  const isMissing = verdict.kind === 'missing';
  return [
    isMissing
      ? `There is no golden picture ${here(file)} yet.`
      : `The picture differs from its golden ${here(file)}:`,
    ...describeFault(verdict, actual, allowed).map((line) => `  ${line}`),
    ...evidence.map(([name, written]) => `  ${name.padEnd(8)} ${here(written)}`),
    `Look at ${isMissing ? 'it' : 'them'}; to accept what is new, ${options.advice ?? usualAdvice}.`,
    ...(options.note === undefined ? [] : [options.note]),
  ].join('\n');
};
