/** One small picture that every odd file of the zoo shows: no two of its corners, rows or columns are alike. */
import sharp, { type Sharp } from 'sharp';
import type { Facts } from '../../../src/ops/facts.ts';
import { type Paint, readPixels, render } from '../pictures.ts';

/** Odd on purpose: rows end within bytes and words. */
export const width = 61;
export const height = 43;

export const opaque: Paint = (x, y) => [x * 4, y * 5, (x * 2 + y * 2) % 256];

/** Three stripes: nothing, half, all of it. */
export const clear: Paint = (x, y) => [...opaque(x, y), x < 20 ? 0 : x < 40 ? 128 : 255];

/** As few colours as a palette of this many bits has. */
export const reduced =
  (bits: number): Paint =>
  (x, y) => {
    const level = Math.round((((x >> 2) + (y >> 2)) % 2 ** bits) * (255 / (2 ** bits - 1)));
    return [level, 255 - level, level >> 1];
  };

export const rasterOf = (paint: Paint): Uint8Array => {
  const channels = paint(0, 0).length;
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(paint(x, y), (y * width + x) * channels);
  }
  return data;
};

/** In sharp's hands. */
export const sceneOf = (paint: Paint): Sharp =>
  sharp(rasterOf(paint), { raw: { width, height, channels: paint(0, 0).length as 3 | 4 } });

/** Colours of what cannot be seen do not count. */
const premultiply = (pixel: readonly number[]): readonly number[] => {
  const alpha = pixel[3] ?? 255;
  return [...pixel.slice(0, 3).map((level) => (level * alpha) / 255), alpha];
};

/** The largest difference in any channel between what we make of the file and what it should show. */
export const differenceFrom = async (
  file: Uint8Array,
  paint: Paint,
  orientation: Facts['orientation'] = 1,
): Promise<number> => {
  const pixels = await readPixels((await render(file, [])).bytes);
  if (orientation === 1 && (pixels.width !== width || pixels.height !== height)) {
    return Number.POSITIVE_INFINITY;
  }
  let largest = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [is, due] = [premultiply(pixels.at(x, y)), premultiply(paint(x, y))];
      for (let channel = 0; channel < 4; channel++) {
        largest = Math.max(largest, Math.abs(is[channel]! - due[channel]!));
      }
    }
  }
  return largest;
};
