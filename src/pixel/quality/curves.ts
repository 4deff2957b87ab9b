/**
 * How scores follow from the numbers that encoders take, on average over photographs at two sizes, with the settings of
 * pixel/encode.ts. Where a search begins, and what stands in for one. `npm run bench -- quality` measures them.
 */
export type LossyFormat = 'avif' | 'jpg' | 'webp';

type Curve = readonly (readonly [quality: number, score: number])[];

const curves: { readonly [F in LossyFormat]: Curve } = {
  jpg: [
    [10, 20],
    [30, 49.1],
    [50, 62.6],
    [60, 66.5],
    [70, 71.3],
    [80, 76.7],
    [90, 83.8],
    [95, 87],
  ],
  webp: [
    [10, 25],
    [30, 47.7],
    [50, 59.8],
    [65, 66.2],
    [75, 69.9],
    [85, 78.8],
    [92, 85.1],
    [97, 88],
  ],
  avif: [
    [15, 10],
    [35, 40.7],
    [45, 56.5],
    [55, 67.8],
    [65, 75.4],
    [75, 81.8],
    [90, 87],
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

/**
 * How much better than the whole a sample scores: the edges between its tiles, alike in both pictures, cover damage up.
 * Of a sample that is the whole, not at all.
 */
export const biasOf = (score: number, times: number): number =>
  times === 1
    ? 0
    : 0.0026 * (100 - score) ** 2 * Math.min(1.4, Math.max(0.45, 0.45 + 0.385 * Math.log(times)));
