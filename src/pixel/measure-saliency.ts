/** What draws the eye in an original, found on a small copy. */
import type { MeasuredSaliency } from '../ops/facts.ts';
import { type Saliency, writeLevels } from '../ops/saliency.ts';
import type { SaliencyMeasure } from '../plan/plan.ts';
import type { Opened } from './opened.ts';
import { findSaliency } from './saliency/find-saliency.ts';
import { takeSmallCopy } from './small-copy.ts';

/** Longest side of the copy: finer detail is not what draws the eye. */
const maxSide = 160;

/** Half as fine in each direction: enough to place a crop by, and a quarter to keep. */
const halve = ({ width, height, values }: Saliency): Saliency => {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const means = new Uint8Array(half.width * half.height);
  for (let at = 0, y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++, at++) {
      const [left, right] = [2 * x, Math.min(2 * x + 1, width - 1)];
      const [top, bottom] = [2 * y * width, Math.min(2 * y + 1, height - 1) * width];
      const sum =
        values[top + left]! + values[top + right]! + values[bottom + left]! + values[bottom + right]!;
      means[at] = Math.round(sum / 4);
    }
  }
  return { ...half, values: means };
};

export const measureSaliency = async (
  opened: Opened,
  { index, decode }: SaliencyMeasure,
  signal: AbortSignal,
): Promise<MeasuredSaliency> => {
  const picture = await takeSmallCopy(opened, { index, decode, maxSide }, signal);
  return { kind: 'saliency', ...writeLevels(halve(findSaliency(picture))) };
};
