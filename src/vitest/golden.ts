/** One golden picture: where it lies, how an actual one compares with it, what is left on disk when it does not. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeRaster, encodePng, type Raster } from '../pixel/raster.ts';
import { compareRasters, type Difference, drawDifference } from './compare.ts';
import { isWithin, type Tolerance } from './tolerance.ts';

export type Verdict =
  | { readonly kind: 'different'; readonly difference: Difference; readonly expected: Raster }
  | { readonly kind: 'missing' }
  | { readonly kind: 'same' }
  | { readonly kind: 'size'; readonly expected: Raster };

const hasCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;

/** Undefined when there is none. */
const readGolden = async (file: string): Promise<Raster | undefined> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw cause;
  }
  return decodeRaster(bytes);
};

export const judge = async (file: string, actual: Raster, tolerance: Tolerance): Promise<Verdict> => {
  const expected = await readGolden(file);
  if (expected === undefined) return { kind: 'missing' };
  if (expected.width !== actual.width || expected.height !== actual.height) return { kind: 'size', expected };
  const difference = compareRasters(expected, actual);
  return difference === undefined || isWithin(difference, tolerance)
    ? { kind: 'same' }
    : { kind: 'different', difference, expected };
};

export const writePng = async (file: string, raster: Raster): Promise<void> => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, await encodePng(raster));
};

const evidenceNames = ['expected', 'actual', 'diff'] as const;
type EvidenceName = (typeof evidenceNames)[number];

/** Files that were written, by what they show. */
export type Evidence = readonly (readonly [EvidenceName, string])[];

const evidenceFile = (stem: string, name: EvidenceName): string => `${stem}.${name}.png`;

/** What lies there always belongs to the last run. */
export const clearEvidence = async (stem: string): Promise<void> => {
  await Promise.all(evidenceNames.map((name) => rm(evidenceFile(stem, name), { force: true })));
};

/** Leaves the pictures of a failure beside each other: `<stem>.expected.png`, `.actual.png`, `.diff.png`. */
export const writeEvidence = async (
  stem: string,
  actual: Raster,
  verdict: Verdict,
  { maxDelta }: Tolerance,
): Promise<Evidence> => {
  await clearEvidence(stem);
  const pictures: [EvidenceName, Raster][] = [];
  if ('expected' in verdict) pictures.push(['expected', verdict.expected]);
  pictures.push(['actual', actual]);
  if (verdict.kind === 'different') {
    pictures.push(['diff', drawDifference(verdict.expected, actual, maxDelta)]);
  }
  return Promise.all(
    pictures.map(async ([name, raster]): Promise<[EvidenceName, string]> => {
      const file = evidenceFile(stem, name);
      await writePng(file, raster);
      return [name, file];
    }),
  );
};
