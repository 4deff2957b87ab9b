/** A line along the inside of a shape's edge: where what is around the shape would come if it grew. */
import { blurReach } from '../../ops/geometry.ts';
import type { InnerLine } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurCoverage } from './blur-coverage.ts';
import { type Coverage, pad, shapeOf, sharpenEdge } from './coverage.ts';
import { grow } from './grow.ts';

const invert = (shape: Coverage): Coverage => ({
  ...shape,
  data: shape.data.map((covered) => 255 - covered),
});

export const innerLine = (
  picture: RawPicture,
  { color, width, sigma }: Omit<InnerLine, 'op'>,
): RawPicture => {
  const shape = sharpenEdge(shapeOf(picture));
  const around = blurCoverage(grow(invert(pad(shape, 1 + blurReach(sigma))), width), sigma);
  const { data, channels } = picture;
  for (let at = 0, y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++, at += channels) {
      const covered = around.data[(y - around.top) * around.width + x - around.left]!;
      const share = (color.alpha * covered) / 255;
      data[at] = Math.round(data[at]! + (color.r - data[at]!) * share);
      data[at + 1] = Math.round(data[at + 1]! + (color.g - data[at + 1]!) * share);
      data[at + 2] = Math.round(data[at + 2]! + (color.b - data[at + 2]!) * share);
    }
  }
  return picture;
};
