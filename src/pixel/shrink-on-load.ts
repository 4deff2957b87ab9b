/**
 * How much smaller than it is a JPEG is decoded before a resize. libjpeg makes a half, a quarter or an eighth of it for less
 * work than the whole, and sharp asks for that by a rule of its own, which is repeated here (its src/pipeline.cc), so that
 * what was decoded once can take the place of what it would decode.
 */
import type { Canvas } from '../ops/facts.ts';

type Size = Pick<Canvas, 'height' | 'width'>;

/** What each side is divided by, rounded up. */
export type Shrink = 1 | 2 | 4 | 8;

const shrinks: readonly Shrink[] = [8, 4, 2];

/** sharp takes the next lower one where what is left to do is less than one more step: libjpeg's sizes are rounded. */
export const shrinkOnLoad = (from: Size, to: Size): Shrink => {
  const least = Math.min(from.width / to.width, from.height / to.height);
  const shrink = shrinks.find((each) => each <= least) ?? 1;
  return shrink > 1 && Math.floor(least) === shrink ? ((shrink / 2) as Shrink) : shrink;
};

export const shrunk = ({ width, height }: Size, shrink: Shrink): Size => ({
  width: Math.ceil(width / shrink),
  height: Math.ceil(height / shrink),
});
