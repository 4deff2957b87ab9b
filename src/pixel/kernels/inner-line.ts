/** A line along the inside of a shape's edge: where what is around the shape would come if it grew. */
import { blurReach } from '../../ops/geometry.ts';
import type { InnerLine } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurCoverage } from './blur-coverage.ts';
import { invert, pad, shapeOf, sharpenEdge } from './coverage.ts';
import { grow } from './grow.ts';

export const innerLine = (
  picture: RawPicture,
  { color, width, sigma }: Omit<InnerLine, 'op'>,
): RawPicture => {
  const shape = sharpenEdge(shapeOf(picture));
  const around = blurCoverage(grow(invert(pad(shape, 1 + blurReach(sigma))), width), sigma);
  const { data, channels } = picture;
  for (let at = 0, y = 0; y < picture.height; y += 1) {
    let from = (y - around.top) * around.width - around.left;
    for (let x = 0; x < picture.width; x += 1, from += 1, at += channels) {
      const covered = around.data[from]!;
      if (covered === 0) continue;
      const share = (color.alpha * covered) / 255;
      data[at] = data[at]! + (color.r - data[at]!) * share + 0.5;
      data[at + 1] = data[at + 1]! + (color.g - data[at + 1]!) * share + 0.5;
      data[at + 2] = data[at + 2]! + (color.b - data[at + 2]!) * share + 0.5;
    }
  }
  return picture;
};
