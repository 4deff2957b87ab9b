/** Draws a vector original at the size that the chain scales it to first, instead of enlarging pixels. */
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import type { Operation } from '../ops/operation.ts';

/** What one unit of SVG is: a pixel at 72 dots per inch. */
const ownDensity = 72;

/** libvips takes 1 to 100000; finer than this is never seen, because sides are limited. */
const densityRange = { min: 1, max: 7200 } as const;

export const chooseDensity = (
  { format }: Facts,
  start: Canvas,
  [first]: readonly Operation[],
): Pick<Decode, 'density'> => {
  if (format !== 'svg' || first?.op !== 'resize') return {};
  const factor = Math.max(first.width / start.width, first.height / start.height);
  return { density: Math.min(densityRange.max, Math.max(densityRange.min, ownDensity * factor)) };
};
