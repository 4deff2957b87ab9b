/**
 * Takes each pixel of a new canvas from somewhere in the picture. Where the picture is enlarged or keeps its size it is
 * read by Catmull and Rom's cubic, where it shrinks as the mean of all that falls into the pixel.
 */
import type { Size } from '../../ops/placement.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';

/** Where the middle of a pixel comes from. Written anew for each. */
export interface Origin {
  /** In pixels of the picture, from its top left corner. */
  u: number;
  v: number;
  /** How far u and v go on for one pixel to the right, and for one downwards. */
  uRight: number;
  vRight: number;
  uDown: number;
  vDown: number;
  /** 0..1: how much of the pixel the picture covers. The others need not be written where it covers nothing. */
  covered: number;
}

export type Mapping = (x: number, y: number, origin: Origin) => void;

/** At most so many samples along each side of a pixel: what shrinks by more has its finest details thinned out. */
const maxSamples = 16;

/** What the samples of one pixel come to: colours times alpha, and alpha, 0..255 x weight. */
interface Sum {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

const clampIndex = (index: number, most: number): number => (index < 0 ? 0 : index > most ? most : index);

/** Catmull and Rom's weight of one of the four pixels around a place `t` behind the second. */
const cubicWeight = (row: number, t: number): number =>
  row === 0
    ? t * (t * (1 - 0.5 * t) - 0.5)
    : row === 1
      ? t * t * (1.5 * t - 2.5) + 1
      : row === 2
        ? t * (t * (2 - 1.5 * t) + 0.5)
        : t * t * (0.5 * t - 0.5);

/** Beyond the edge lies the edge. Written out, for this is where nearly all of the time goes. */
const readCubic = ({ data, width, height }: RawPicture, u: number, v: number, sum: Sum): void => {
  const left = Math.floor(u - 0.5);
  const top = Math.floor(v - 0.5);
  const t = u - 0.5 - left;
  const w0 = cubicWeight(0, t);
  const w1 = cubicWeight(1, t);
  const w2 = cubicWeight(2, t);
  const w3 = cubicWeight(3, t);
  const x0 = clampIndex(left - 1, width - 1) * 4;
  const x1 = clampIndex(left, width - 1) * 4;
  const x2 = clampIndex(left + 1, width - 1) * 4;
  const x3 = clampIndex(left + 2, width - 1) * 4;
  const down = v - 0.5 - top;
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (let row = 0; row < 4; row += 1) {
    const start = clampIndex(top + row - 1, height - 1) * width * 4;
    const weight = cubicWeight(row, down);
    const s0 = weight * w0 * data[start + x0 + 3]!;
    const s1 = weight * w1 * data[start + x1 + 3]!;
    const s2 = weight * w2 * data[start + x2 + 3]!;
    const s3 = weight * w3 * data[start + x3 + 3]!;
    red += s0 * data[start + x0]! + s1 * data[start + x1]! + s2 * data[start + x2]! + s3 * data[start + x3]!;
    green +=
      s0 * data[start + x0 + 1]! +
      s1 * data[start + x1 + 1]! +
      s2 * data[start + x2 + 1]! +
      s3 * data[start + x3 + 1]!;
    blue +=
      s0 * data[start + x0 + 2]! +
      s1 * data[start + x1 + 2]! +
      s2 * data[start + x2 + 2]! +
      s3 * data[start + x3 + 2]!;
    alpha += s0 + s1 + s2 + s3;
  }
  sum.red = red;
  sum.green = green;
  sum.blue = blue;
  sum.alpha = alpha;
};

const addLinear = ({ data, width, height }: RawPicture, u: number, v: number, sum: Sum): void => {
  const left = Math.floor(u - 0.5);
  const top = Math.floor(v - 0.5);
  const across = u - 0.5 - left;
  const down = v - 0.5 - top;
  const x0 = clampIndex(left, width - 1) * 4;
  const x1 = clampIndex(left + 1, width - 1) * 4;
  const y0 = clampIndex(top, height - 1) * width * 4;
  const y1 = clampIndex(top + 1, height - 1) * width * 4;
  const a = (1 - across) * (1 - down) * data[y0 + x0 + 3]!;
  const b = across * (1 - down) * data[y0 + x1 + 3]!;
  const c = (1 - across) * down * data[y1 + x0 + 3]!;
  const d = across * down * data[y1 + x1 + 3]!;
  sum.red += a * data[y0 + x0]! + b * data[y0 + x1]! + c * data[y1 + x0]! + d * data[y1 + x1]!;
  sum.green +=
    a * data[y0 + x0 + 1]! + b * data[y0 + x1 + 1]! + c * data[y1 + x0 + 1]! + d * data[y1 + x1 + 1]!;
  sum.blue +=
    a * data[y0 + x0 + 2]! + b * data[y0 + x1 + 2]! + c * data[y1 + x0 + 2]! + d * data[y1 + x1 + 2]!;
  sum.alpha += a + b + c + d;
};

/** As many samples as pixels of the picture lie side by side in this one. */
const samplesFor = (du: number, dv: number): number =>
  Math.min(maxSamples, Math.max(1, Math.ceil(Math.sqrt(du * du + dv * dv) - 0.1)));

const readArea = (picture: RawPicture, origin: Origin, across: number, down: number, sum: Sum): void => {
  const { u, v, uRight, vRight, uDown, vDown } = origin;
  sum.red = 0;
  sum.green = 0;
  sum.blue = 0;
  sum.alpha = 0;
  for (let row = 0; row < down; row += 1) {
    const y = (row + 0.5) / down - 0.5;
    for (let column = 0; column < across; column += 1) {
      const x = (column + 0.5) / across - 0.5;
      addLinear(picture, u + x * uRight + y * uDown, v + x * vRight + y * vDown, sum);
    }
  }
};

/** The cubic overshoots along edges. */
const toByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));

export const warp = (opaque: RawPicture, { width, height }: Size, mapping: Mapping): RawPicture => {
  const data = new Uint8Array(width * height * 4);
  const picture = withAlpha(opaque);
  const sum: Sum = { red: 0, green: 0, blue: 0, alpha: 0 };
  const origin: Origin = { u: 0, v: 0, uRight: 0, vRight: 0, uDown: 0, vDown: 0, covered: 0 };
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      mapping(x + 0.5, y + 0.5, origin);
      if (origin.covered <= 0) continue;
      const across = samplesFor(origin.uRight, origin.vRight);
      const down = samplesFor(origin.uDown, origin.vDown);
      if (across === 1 && down === 1) readCubic(picture, origin.u, origin.v, sum);
      else {
        readArea(picture, origin, across, down, sum);
      }
      const alpha = sum.alpha / (across * down);
      if (alpha < 0.5) continue;
      data[at] = toByte(sum.red / sum.alpha);
      data[at + 1] = toByte(sum.green / sum.alpha);
      data[at + 2] = toByte(sum.blue / sum.alpha);
      data[at + 3] = toByte(Math.min(255, alpha) * origin.covered);
    }
  }
  return { data, width, height, channels: 4 };
};
