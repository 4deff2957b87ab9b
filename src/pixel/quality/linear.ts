/** 8-bit sRGB as planes of linear light, and halves of them. */
import type { RawPicture } from '../raw-picture.ts';

export interface LinearPlanes {
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
  readonly width: number;
  readonly height: number;
}

const toLinear = (encoded: number): number =>
  encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;

const table = Float32Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

/** `background` (0..1, encoded) shows through where the picture has alpha: blended before linear light, as published. */
export const linearize = (picture: RawPicture, background: number): LinearPlanes => {
  const { data, width, height, channels } = picture;
  const size = width * height;
  const planes = { r: new Float32Array(size), g: new Float32Array(size), b: new Float32Array(size) };
  const { r, g, b } = planes;
  if (channels === 3) {
    for (let at = 0; at < size; at += 1) {
      const from = at * 3;
      r[at] = table[data[from]!]!;
      g[at] = table[data[from + 1]!]!;
      b[at] = table[data[from + 2]!]!;
    }
  } else {
    for (let at = 0; at < size; at += 1) {
      const from = at * 4;
      const alpha = data[from + 3]! / 255;
      const below = (1 - alpha) * background;
      r[at] = toLinear((alpha * data[from]!) / 255 + below);
      g[at] = toLinear((alpha * data[from + 1]!) / 255 + below);
      b[at] = toLinear((alpha * data[from + 2]!) / 255 + below);
    }
  }
  return { ...planes, width, height };
};

/** Means of boxes of two by two; the last column or row counts twice where a box reaches past it. */
const halvePlane = (plane: Float32Array, width: number, height: number): Float32Array => {
  const across = (width + 1) >> 1;
  const down = (height + 1) >> 1;
  const halved = new Float32Array(across * down);
  let to = 0;
  for (let y = 0; y < down; y += 1) {
    const upper = 2 * y * width;
    const lower = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < across; x += 1) {
      const left = 2 * x;
      const right = left + 1 < width ? left + 1 : left;
      halved[to] =
        (plane[upper + left]! + plane[upper + right]! + plane[lower + left]! + plane[lower + right]!) * 0.25;
      to += 1;
    }
  }
  return halved;
};

export const halve = ({ r, g, b, width, height }: LinearPlanes): LinearPlanes => ({
  r: halvePlane(r, width, height),
  g: halvePlane(g, width, height),
  b: halvePlane(b, width, height),
  width: (width + 1) >> 1,
  height: (height + 1) >> 1,
});
