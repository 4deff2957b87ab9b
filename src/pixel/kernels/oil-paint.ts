/**
 * Paints each pixel as with a round brush that takes up the most frequent tone under it, as ImageMagick's -paint does
 * (https://imagemagick.org/script/command-line-options.php#paint). Where that takes the colour of one pixel, ours takes
 * the mean of all that have the tone, so that grain does not show. What the brush has under it is counted once for each
 * row, and then only what comes and goes as it moves on.
 */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';

/** Tones can be told apart with five bits. */
export const mostTones = 32;

/** A picture with a margin; each pixel's weight, tone and colour in one number. */
interface Palette {
  readonly pixels: Uint32Array;
  readonly stride: number;
}

/** From the top: 3 bits for how opaque it is, 5 for its tone, 8 each for red, green and blue. */
const mixPalette = (
  { data, width, height, channels }: RawPicture,
  margin: number,
  tones: number,
): Palette => {
  const stride = width + 2 * margin;
  const pixels = new Uint32Array(stride * (height + 2 * margin));
  for (let from = 0, y = 0; y < height; y += 1) {
    const start = (y + margin) * stride + margin;
    for (let x = 0; x < width; x += 1, from += channels) {
      const [r, g, b] = [data[from]!, data[from + 1]!, data[from + 2]!];
      const weight = channels === 4 ? Math.round((data[from + 3]! * 7) / 255) : 7;
      const tone = Math.floor((lumaOf(r, g, b) * tones) / 256);
      pixels[start + x] = (weight << 29) | (tone << 24) | (r << 16) | (g << 8) | b;
    }
    pixels.fill(pixels[start]!, start - margin, start);
    pixels.fill(pixels[start + width - 1]!, start + width, start + width + margin);
  }
  const first = margin * stride;
  const last = first + (height - 1) * stride;
  for (let y = 0; y < margin; y += 1) {
    pixels.copyWithin(y * stride, first, first + stride);
    pixels.copyWithin(last + (y + 1) * stride, last, last + stride);
  }
  return { pixels, stride };
};

/** For each tone its weight, and the weighted sums of red, green and blue. */
const take = (sums: Uint32Array, pixel: number): void => {
  const weight = pixel >>> 29;
  const at = (pixel >>> 22) & 124;
  sums[at]! += weight;
  sums[at + 1]! += weight * ((pixel >>> 16) & 255);
  sums[at + 2]! += weight * ((pixel >>> 8) & 255);
  sums[at + 3]! += weight * (pixel & 255);
};

const leave = (sums: Uint32Array, pixel: number): void => {
  const weight = pixel >>> 29;
  const at = (pixel >>> 22) & 124;
  sums[at]! -= weight;
  sums[at + 1]! -= weight * ((pixel >>> 16) & 255);
  sums[at + 2]! -= weight * ((pixel >>> 8) & 255);
  sums[at + 3]! -= weight * (pixel & 255);
};

const findMode = (sums: Uint32Array): number => {
  let mode = 0;
  for (let at = 4; at < sums.length; at += 4) if (sums[at]! > sums[mode]!) mode = at;
  return mode;
};

/** How far the brush reaches to either side, for each of its rows. */
const shapeBrush = (radius: number): Int32Array =>
  Int32Array.from({ length: 2 * radius + 1 }, (_, row) =>
    Math.floor(Math.sqrt((radius + 0.5) ** 2 - (row - radius) ** 2)),
  );

export const oilPaint = (picture: RawPicture, radius: number, tones: number): RawPicture => {
  const { data, width, height, channels } = picture;
  const { pixels, stride } = mixPalette(picture, radius, tones);
  const brush = shapeBrush(radius);
  const sums = new Uint32Array(tones * 4);
  for (let to = 0, y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let row = 0; row < brush.length; row += 1) {
      const middle = (y + row) * stride + radius;
      for (let dx = -brush[row]!; dx <= brush[row]!; dx += 1) take(sums, pixels[middle + dx]!);
    }
    for (let x = 0; x < width; x += 1, to += channels) {
      const mode = findMode(sums);
      const weight = sums[mode]!;
      if (weight > 0) {
        data[to] = sums[mode + 1]! / weight + 0.5;
        data[to + 1] = sums[mode + 2]! / weight + 0.5;
        data[to + 2] = sums[mode + 3]! / weight + 0.5;
      }
      if (x === width - 1) continue;
      for (let middle = y * stride + radius + x, row = 0; row < brush.length; row += 1, middle += stride) {
        const old = pixels[middle - brush[row]!]!;
        const next = pixels[middle + brush[row]! + 1]!;
        if (old === next) continue;
        leave(sums, old);
        take(sums, next);
      }
    }
  }
  return picture;
};
