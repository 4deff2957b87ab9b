/** Mosaic: every block becomes the average of what it covers, weighted by alpha so that hidden colours do not show. */
import type { RawPicture } from '../raw-picture.ts';

export const pixelate = (picture: RawPicture, size: number): RawPicture => {
  const side = Math.max(1, Math.round(size));
  for (let top = 0; top < picture.height; top += side) {
    for (let left = 0; left < picture.width; left += side) {
      averageBlock(picture, left, top, side);
    }
  }
  return picture;
};

const averageBlock = (
  { data, width, height, channels }: RawPicture,
  left: number,
  top: number,
  side: number,
): void => {
  const right = Math.min(width, left + side);
  const bottom = Math.min(height, top + side);
  let [red, green, blue, weight] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    const end = (y * width + right) * channels;
    for (let at = (y * width + left) * channels; at < end; at += channels) {
      const alpha = channels === 4 ? data[at + 3]! : 255;
      red += data[at]! * alpha;
      green += data[at + 1]! * alpha;
      blue += data[at + 2]! * alpha;
      weight += alpha;
    }
  }
  const scale = weight === 0 ? 0 : 1 / weight;
  const bytes = [
    Math.round(red * scale),
    Math.round(green * scale),
    Math.round(blue * scale),
    Math.round(weight / ((right - left) * (bottom - top))),
  ].slice(0, channels);
  const first = (top * width + left) * channels;
  const length = (right - left) * channels;
  for (let at = first; at < first + length; at += channels) data.set(bytes, at);
  for (let y = top + 1; y < bottom; y++) {
    data.copyWithin((y * width + left) * channels, first, first + length);
  }
};
