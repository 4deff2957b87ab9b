/**
 * How scores follow from the numbers that encoders take, on average over 44 photographs, with the settings of
 * pixel/encode.ts. Where a search begins, and what stands in for one. `npm run bench -- quality` measures them.
 */
import type { Tiling } from './sample.ts';

export type LossyFormat = 'avif' | 'jpg' | 'webp';

type Curve = readonly (readonly [quality: number, score: number])[];

const curves: { readonly [F in LossyFormat]: Curve } = {
  jpg: [
    [10, -8],
    [15, 18],
    [22, 37.6],
    [35, 55.6],
    [50, 65.3],
    [62, 70.4],
    [72, 75.1],
    [80, 79.5],
    [86, 83.2],
    [91, 86.7],
    [95, 89.8],
  ],
  webp: [
    [10, 30.8],
    [20, 43.3],
    [35, 55],
    [50, 62.7],
    [64, 67.8],
    [76, 72],
    [83, 77.5],
    [89, 82.4],
    [93, 85.8],
    [97, 88.8],
  ],
  avif: [
    [15, 14.4],
    [20, 25.6],
    [28, 38.8],
    [36, 49.1],
    [44, 60],
    [52, 69.3],
    [60, 75.6],
    [67, 79.8],
    [74, 82.5],
    [80, 85.4],
    [90, 89],
  ],
};

/** The piece of the curve that holds `value`, or the one at the end that is nearest. */
const pieceAt = (curve: Curve, value: number, side: 0 | 1): readonly [Curve[number], Curve[number]] => {
  let last = 1;
  while (last < curve.length - 1 && curve[last]![side] < value) last += 1;
  return [curve[last - 1]!, curve[last]!];
};

export const typicalScore = (format: LossyFormat, quality: number): number => {
  const [[q0, s0], [q1, s1]] = pieceAt(curves[format], quality, 0);
  return s0 + ((quality - q0) * (s1 - s0)) / (q1 - q0);
};

/** Not rounded; beyond the ends of what encoders take if need be. */
export const typicalQuality = (format: LossyFormat, score: number): number => {
  const [[q0, s0], [q1, s1]] = pieceAt(curves[format], score, 1);
  return q0 + ((score - s0) * (q1 - q0)) / (s1 - s0);
};

export const isLossy = (format: string): format is LossyFormat => format in curves;

/** Above, bytes rise and scores hardly do. */
const maxQuality: { readonly [F in LossyFormat]: number } = { jpg: 95, webp: 96, avif: 90 };
const minQuality = 15;

export const clampQuality = (format: LossyFormat, quality: number): number =>
  Math.max(minQuality, Math.min(maxQuality[format], Math.round(quality)));

/** Of what is lost, squared, with tiles of 96 pixels that are a quarter of the picture; over photographs. */
const bias: { readonly [F in LossyFormat]: number } = { jpg: 0.003, webp: 0.0029, avif: 0.0022 };

/**
 * How much better than the whole a sample scores: the edges between its tiles, alike in both pictures, cover damage up,
 * and what is worst of a large picture is hardly ever in it. Of a sample that is the whole, not at all.
 */
export const biasOf = (format: LossyFormat, score: number, tiling: Tiling | undefined): number => {
  if (tiling === undefined) return 0;
  const { side, times } = tiling;
  const missed = Math.min(2, 0.5 + 0.4 * Math.log(times));
  return bias[format] * (100 - score) ** 2 * Math.sqrt(96 / side) * missed;
};
