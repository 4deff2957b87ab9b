/** What is left of a picture in a few bytes: something to show before it is there, and something to know it again by. */
import { encode } from 'blurhash';
import { rgbaToThumbHash } from 'thumbhash';
import type { Essence } from '../ops/facts.ts';
import { findPerceptualHash } from './kernels/perceptual-hash.ts';
import { findPredominantColors, type PredominantColor } from './kernels/predominant-colors.ts';
import { onGround, type RawPicture, withAlpha } from './raw-picture.ts';

/** Enough for all of it, and quickly read; ThumbHash takes at most 100. */
export const essenceSide = 64;

const mostColors = 8;

const toHex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

const describeColor = ({ r, g, b, share }: PredominantColor): Essence['colors'][number] => [
  `#${toHex(r)}${toHex(g)}${toHex(b)}`,
  Math.round(share * 1000) / 10,
];

/** What most pages have below their pictures: a BlurHash, and what it is compared by, has no transparency. */
const white = 255;

/** More of them along the longer side. */
const blurComponents = ({ width, height }: RawPicture): readonly [across: number, down: number] =>
  width >= height ? [4, 3] : [3, 4];

const blurHashOf = (opaque: RawPicture): string => {
  const { data, width, height } = withAlpha(opaque);
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
  return encode(pixels, width, height, ...blurComponents(opaque));
};

const thumbHashOf = (picture: RawPicture): string => {
  const { data, width, height } = withAlpha(picture);
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString('base64');
};

/** No side of the picture is longer than `essenceSide`. */
export const findEssence = (picture: RawPicture): Essence => {
  const opaque = onGround(picture, white);
  return {
    colors: findPredominantColors(picture, mostColors).map(describeColor),
    phash: findPerceptualHash(opaque),
    blurhash: blurHashOf(opaque),
    thumbhash: thumbHashOf(picture),
  };
};
