/** How often each byte occurs, and what follows from it. Counts are weighted by alpha: what is hidden does not count. */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';

export interface Histograms {
  readonly red: Float64Array;
  readonly green: Float64Array;
  readonly blue: Float64Array;
  readonly luma: Float64Array;
}

export const countBytes = ({ data, channels }: RawPicture): Histograms => {
  const [red, green, blue, luma] = [counts(), counts(), counts(), counts()];
  for (let at = 0; at < data.length; at += channels) {
    const weight = channels === 4 ? data[at + 3]! : 255;
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    red[r]! += weight;
    green[g]! += weight;
    blue[b]! += weight;
    luma[Math.round(lumaOf(r, g, b))]! += weight;
  }
  return { red, green, blue, luma };
};

const counts = (): Float64Array => new Float64Array(256);

export const total = (histogram: Float64Array): number => histogram.reduce((sum, count) => sum + count, 0);

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The bytes below and above which lies no more than this share of the whole. */
export const findRange = (histogram: Float64Array, clip: number): Range => {
  const enough = total(histogram) * clip;
  let [low, high] = [0, 255];
  for (let sum = histogram[0]!; sum <= enough && low < 255; sum += histogram[low]!) low += 1;
  for (let sum = histogram[255]!; sum <= enough && high > 0; sum += histogram[high]!) high -= 1;
  return low <= high ? { low, high } : { low: 0, high: 255 };
};

/** The table that spreads the counts as evenly as a table can. */
export const equalizing = (histogram: Float64Array): Uint8Array => {
  const all = total(histogram);
  const first = histogram.findIndex((count) => count > 0);
  const span = all - (histogram[first] ?? 0);
  // A single tone has nothing to be spread between.
  if (span <= 0) return Uint8Array.from({ length: 256 }, (_, byte) => byte);
  let sum = -(histogram[first] ?? 0);
  return Uint8Array.from(histogram, (count) => {
    sum += count;
    return Math.round((255 * Math.max(0, sum)) / span);
  });
};
