/** Pictures that a formula gives. */
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

type Formula = (x: number, y: number, channel: number) => number;

/** Samples are clamped to 0..255. */
const paint = (width: number, height: number, channels: 3 | 4, formula: Formula): RawPicture => {
  const data = new Uint8Array(width * height * channels);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / channels);
    const sample = formula(pixel % width, Math.floor(pixel / width), at % channels);
    data[at] = Math.max(0, Math.min(255, sample));
  }
  return { data, width, height, channels };
};

const noise = (x: number, y: number, channel: number): number => ((31 * x + 17 * y + 7 * channel) % 11) - 5;

/** Every sample seen and made anew. */
const alter = (
  picture: RawPicture,
  change: (sample: number, x: number, y: number, channel: number) => number,
): RawPicture =>
  paint(picture.width, picture.height, picture.channels, (x, y, channel) =>
    change(picture.data[(y * picture.width + x) * picture.channels + channel] ?? 0, x, y, channel),
  );

const pattern: Formula = (x, y, channel) =>
  [(3 * x + 2 * y) & 255, (x * y) & 255, (5 * x + 255 - y) & 255][channel] ?? 255;

const smooth: Formula = (x, y, channel) =>
  [
    40 + Math.trunc((180 * x) / 112),
    200 - Math.trunc((150 * y) / 112),
    60 + Math.trunc((90 * (x + y)) / 112),
  ][channel] ?? 255;

export const formulas = { paint, alter, noise, pattern, smooth };
