/** The three error maps of one component at one scale, each as the mean of its values and the root of their fourth powers. */
import { createRowBlur, lag, type RowBlur } from './blur.ts';

export interface Plane {
  readonly samples: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** What depends on the original alone, for the many candidates that are compared with it. */
export interface OriginalPlane extends Plane {
  readonly mean: Float32Array;
  /** Of the squares. */
  readonly squares: Float32Array;
}

/** Norm 1, then norm 4; of each: structure, artifact, lost detail. */
export type SubScores = readonly [number, number, number, number, number, number];

const c = 0.0009;

const fill = ({ row }: RowBlur, samples: Float32Array, from: number, width: number): void => {
  for (let x = 0; x < width; x += 1) row[x + lag] = samples[from + x]!;
};

export const prepareOriginal = (plane: Plane): OriginalPlane => {
  const { samples, width, height } = plane;
  const mean = new Float32Array(samples.length);
  const squares = new Float32Array(samples.length);
  const plain = createRowBlur(width);
  const squared = createRowBlur(width);
  for (let y = 0; y < height + lag; y += 1) {
    if (y < height) {
      fill(plain, samples, y * width, width);
      for (let x = lag; x < width + lag; x += 1) squared.row[x] = plain.row[x]! * plain.row[x]!;
    }
    plain.push(y < height);
    squared.push(y < height);
    if (y < lag) continue;
    const to = (y - lag) * width;
    mean.set(plain.blurred, to);
    squares.set(squared.blurred, to);
  }
  return { ...plane, mean, squares };
};

/**
 * Sums in double precision: structure, artifact, lost detail, then their fourth powers. What is not kept is rounded like
 * what is, so that a picture compared with itself differs in nothing.
 */
const addRow = (
  { samples: original, mean, squares }: OriginalPlane,
  from: number,
  distorted: Float32Array,
  [plain, squared, mixed]: readonly [RowBlur, RowBlur, RowBlur],
  sums: Float64Array,
): void => {
  const width = plain.blurred.length;
  let structure = 0;
  let artifact = 0;
  let lost = 0;
  let structure4 = 0;
  let artifact4 = 0;
  let lost4 = 0;
  for (let x = 0; x < width; x += 1) {
    const at = from + x;
    const mu1 = mean[at]!;
    const mu2 = Math.fround(plain.blurred[x]!);
    const step = mu1 - mu2;
    const covariance = Math.fround(mixed.blurred[x]!) - mu1 * mu2;
    const variances = squares[at]! - mu1 * mu1 + (Math.fround(squared.blurred[x]!) - mu2 * mu2);
    const d = 1 - ((1 - step * step) * (2 * covariance + c)) / (variances + c);
    if (d > 0) {
      const d2 = d * d;
      structure += d;
      structure4 += d2 * d2;
    }
    const edge = (1 + Math.abs(distorted[at]! - mu2)) / (1 + Math.abs(original[at]! - mu1)) - 1;
    const edge2 = edge * edge;
    if (edge > 0) {
      artifact += edge;
      artifact4 += edge2 * edge2;
    } else {
      lost -= edge;
      lost4 += edge2 * edge2;
    }
  }
  sums[0]! += structure;
  sums[1]! += artifact;
  sums[2]! += lost;
  sums[3]! += structure4;
  sums[4]! += artifact4;
  sums[5]! += lost4;
};

export const compareWith = (original: OriginalPlane, distorted: Float32Array): SubScores => {
  const { samples, width, height } = original;
  const plain = createRowBlur(width);
  const squared = createRowBlur(width);
  const mixed = createRowBlur(width);
  const blurs = [plain, squared, mixed] as const;
  const sums = new Float64Array(6);
  for (let y = 0; y < height + lag; y += 1) {
    const from = y * width;
    if (y < height) {
      for (let x = 0; x < width; x += 1) {
        const sample = distorted[from + x]!;
        plain.row[x + lag] = sample;
        squared.row[x + lag] = sample * sample;
        mixed.row[x + lag] = sample * samples[from + x]!;
      }
    }
    for (const blur of blurs) blur.push(y < height);
    if (y >= lag) addRow(original, (y - lag) * width, distorted, blurs, sums);
  }
  const mean = (sum: number | undefined): number => (sum ?? 0) / samples.length;
  const [s, a, l, s4, a4, l4] = sums;
  return [mean(s), mean(a), mean(l), mean(s4) ** 0.25, mean(a4) ** 0.25, mean(l4) ** 0.25];
};
