/**
 * Gives a screenshot another background, and everything on it the tone that goes with that: where a light page turns
 * dark, dark text turns light. Photographs stay as they are.
 */
import type { Theme } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';
import { findPhotos, isNear, type Rgb, tileBits } from './find-photos.ts';

/** Enough to tell which colour is the most frequent one. */
const mostSamples = 50_000;
/** Of the samples have exactly the colour of the page; where no colour is as frequent, all of it is one photograph. */
const leastPage = 0.04;
/** The tone of what was black on white, on black: not glaring. */
const brightest = 235;
const darkest = 20;

/** The most frequent colour, if that is a page. */
const findBackground = ({ data, channels }: RawPicture, photosensitivity: number): Rgb | undefined => {
  const counts = new Map<number, number>();
  const step = Math.max(1, Math.floor(data.length / channels / mostSamples)) * channels;
  let [samples, best, most] = [0, 0, 0];
  for (let at = 0; at < data.length; at += step) {
    if (channels === 4 && data[at + 3]! < 128) continue;
    samples += 1;
    const color = (data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!;
    const count = (counts.get(color) ?? 0) + 1;
    counts.set(color, count);
    if (count > most) [best, most] = [color, count];
  }
  if (most === 0 || most < samples * leastPage * photosensitivity) return undefined;
  return [best >> 16, (best >> 8) & 255, best & 255];
};

interface Tones {
  /** The new luma for each. */
  readonly luma: Float32Array;
  /** How much of the background's tint each has. */
  readonly tint: Float32Array;
}

/** The background becomes the new one; what is darker or lighter goes as far the other way if the page turns over. */
const planTones = (from: number, to: number): Tones => {
  const turns = from >= 128 !== to >= 128;
  const [black, white] = turns ? [brightest, darkest] : [0, 255];
  const toneOf = (luma: number): number => {
    if (luma <= from) return from === 0 ? to : black + ((to - black) * luma) / from;
    return to + ((white - to) * (luma - from)) / (255 - from);
  };
  return {
    luma: Float32Array.from({ length: 256 }, (_, luma) => toneOf(luma)),
    tint: Float32Array.from({ length: 256 }, (_, luma) => Math.max(0, 1 - Math.abs(luma - from) / 128)),
  };
};

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value + 0.5);

const lumaOfRgb = ([r, g, b]: Rgb): number => Math.round(lumaOf(r, g, b));

export const theme = (picture: RawPicture, { color, photosensitivity }: Omit<Theme, 'op'>): RawPicture => {
  const { data, width, height, channels } = picture;
  const from = findBackground(picture, photosensitivity);
  if (from === undefined) return picture;
  const to: Rgb = [color.r, color.g, color.b];
  const tones = planTones(lumaOfRgb(from), lumaOfRgb(to));
  const photos = findPhotos(picture, from, photosensitivity);
  // From the tint of the old background to that of the new one.
  const moved = lumaOfRgb(to) - lumaOfRgb(from);
  const [red, green, blue] = [to[0] - from[0] - moved, to[1] - from[1] - moved, to[2] - from[2] - moved];
  for (let at = 0, y = 0; y < height; y += 1) {
    const tiles = (y >> tileBits) * photos.across;
    for (let x = 0; x < width; x += 1, at += channels) {
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      if (photos.tiles[tiles + (x >> tileBits)] === 1 && !isNear(r, g, b, from)) continue;
      const luma = lumaOf(r, g, b);
      const entry = Math.round(luma);
      const shift = tones.luma[entry]! - luma;
      const tint = tones.tint[entry]!;
      data[at] = clamp(r + shift + red * tint);
      data[at + 1] = clamp(g + shift + green * tint);
      data[at + 2] = clamp(b + shift + blue * tint);
    }
  }
  return picture;
};
