/** The shape of the picture under the picture: shadows and outlines. */
import { blurReach, silhouetteMargins } from '../../ops/geometry.ts';
import type { Silhouette } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurCoverage } from './blur-coverage.ts';
import { type Coverage, pad, shapeOf, sharpenEdge } from './coverage.ts';
import { grow } from './grow.ts';

const shapeUnder = (picture: RawPicture, { spread, sigma }: Omit<Silhouette, 'op'>): Coverage => {
  const shape = shapeOf(picture);
  const grown = spread > 0 ? grow(sharpenEdge(shape), spread) : shape;
  return blurCoverage(pad(grown, blurReach(sigma)), sigma);
};

/** How much of the pixel at x, y of the picture the shape covers, 0 to 255. */
const coveredAt = ({ data, left, top, width, height }: Coverage, x: number, y: number): number =>
  x < left || y < top || x >= left + width || y >= top + height ? 0 : data[(y - top) * width + x - left]!;

export const silhouette = (picture: RawPicture, act: Omit<Silhouette, 'op'>): RawPicture => {
  const { color, dx, dy } = act;
  const shape = shapeUnder(picture, act);
  const margins = silhouetteMargins(act);
  const width = picture.width + margins.left + margins.right;
  const height = picture.height + margins.top + margins.bottom;
  const data = new Uint8Array(width * height * 4);
  for (let row = 0, to = 0; row < height; row++) {
    const y = row - margins.top;
    for (let column = 0; column < width; column++, to += 4) {
      const x = column - margins.left;
      const inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
      const from = (y * picture.width + x) * picture.channels;
      const above = !inside ? 0 : picture.channels === 4 ? picture.data[from + 3]! / 255 : 1;
      const below = (color.alpha * coveredAt(shape, x - dx, y - dy) * (1 - above)) / 255;
      const alpha = above + below;
      if (alpha === 0) continue;
      const channel = (offset: number, under: number): number =>
        Math.round(((inside ? picture.data[from + offset]! * above : 0) + under * below) / alpha);
      data[to] = channel(0, color.r);
      data[to + 1] = channel(1, color.g);
      data[to + 2] = channel(2, color.b);
      data[to + 3] = Math.round(alpha * 255);
    }
  }
  return { data, width, height, channels: 4 };
};
