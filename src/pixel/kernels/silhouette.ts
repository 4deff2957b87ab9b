/** The shape of the picture under the picture: shadows and outlines. */
import { blurReach, silhouetteMargins } from '../../ops/geometry.ts';
import type { Rgba } from '../../ops/rgba.ts';
import type { Silhouette } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurCoverage } from './blur-coverage.ts';
import { type Coverage, invert, pad, shapeOf, sharpenEdge, without } from './coverage.ts';
import { grow } from './grow.ts';

/** Whether what lies under the shape, further in than its edge, could be seen. */
const showsThrough = (shape: Coverage, inside: Coverage): boolean => {
  const { data } = shape;
  for (let at = 0; at < data.length; at += 1) if (inside.data[at] === 255 && data[at]! < 255) return true;
  return false;
};

/** What of a shape lies further from its edge than so many pixels. */
const innerOf = (shape: Coverage, inside: Coverage, depth: number): Coverage => {
  const around = grow(invert(pad(inside, 1)), depth);
  const left = shape.left - around.left;
  const top = shape.top - around.top;
  const data = new Uint8Array(shape.data.length);
  for (let at = 0, y = 0; y < shape.height; y += 1) {
    const row = (y + top) * around.width + left;
    for (let x = 0; x < shape.width; x += 1, at += 1) data[at] = 255 - around.data[row + x]!;
  }
  return { ...shape, data };
};

const shapeUnder = (picture: RawPicture, { spread, under, sigma }: Omit<Silhouette, 'op'>): Coverage => {
  const shape = shapeOf(picture);
  const inside = spread > 0 ? sharpenEdge(shape) : shape;
  const grown = spread > 0 ? grow(inside, spread) : shape;
  const blurred = blurCoverage(pad(grown, blurReach(sigma)), sigma);
  return under !== undefined && showsThrough(shape, inside)
    ? without(blurred, innerOf(shape, inside, under))
    : blurred;
};

/** The shape in one colour on a canvas where nothing is yet; what lies beyond it is cut off. */
const fillShape = (canvas: RawPicture, shape: Coverage, color: Rgba): void => {
  const right = Math.min(canvas.width, shape.left + shape.width);
  const bottom = Math.min(canvas.height, shape.top + shape.height);
  const left = Math.max(0, shape.left);
  for (let y = Math.max(0, shape.top); y < bottom; y += 1) {
    let from = (y - shape.top) * shape.width + left - shape.left;
    let to = (y * canvas.width + left) * 4;
    for (let x = left; x < right; x += 1, from += 1, to += 4) {
      const covered = shape.data[from]!;
      if (covered === 0) continue;
      canvas.data[to] = color.r;
      canvas.data[to + 1] = color.g;
      canvas.data[to + 2] = color.b;
      canvas.data[to + 3] = color.alpha * covered + 0.5;
    }
  }
};

/** One pixel over another. */
const layPixel = (to: Uint8Array, at: number, from: Uint8Array, source: number): void => {
  const above = from[source + 3]! / 255;
  const below = (to[at + 3]! / 255) * (1 - above);
  const alpha = above + below;
  for (let channel = 0; channel < 3; channel += 1) {
    to[at + channel] = (from[source + channel]! * above + to[at + channel]! * below) / alpha + 0.5;
  }
  to[at + 3] = alpha * 255 + 0.5;
};

const layPicture = (canvas: RawPicture, picture: RawPicture, left: number, top: number): void => {
  const { data, width, height, channels } = picture;
  for (let from = 0, y = 0; y < height; y += 1) {
    let to = ((y + top) * canvas.width + left) * 4;
    for (let x = 0; x < width; x += 1, from += channels, to += 4) {
      const alpha = channels === 4 ? data[from + 3]! : 255;
      if (alpha === 255) {
        canvas.data[to] = data[from]!;
        canvas.data[to + 1] = data[from + 1]!;
        canvas.data[to + 2] = data[from + 2]!;
        canvas.data[to + 3] = 255;
      } else if (alpha > 0) layPixel(canvas.data, to, data, from);
    }
  }
};

export const silhouette = (picture: RawPicture, act: Omit<Silhouette, 'op'>): RawPicture => {
  const { left, top, right, bottom } = silhouetteMargins(act);
  const width = picture.width + left + right;
  const height = picture.height + top + bottom;
  const canvas: RawPicture = { data: new Uint8Array(width * height * 4), width, height, channels: 4 };
  const shape = shapeUnder(picture, act);
  const moved = { ...shape, left: shape.left + left + act.dx, top: shape.top + top + act.dy };
  fillShape(canvas, moved, act.color);
  layPicture(canvas, picture, left, top);
  return canvas;
};
