/** How much each part of a picture draws the eye, where that goes when the picture is changed, and sums of it. */
import { type Affine, applyTo, invert } from './affine.ts';
import type { MeasuredSaliency } from './facts.ts';
import type { Box } from './operation.ts';
import type { Size } from './placement.ts';

/** A coarse grid over all of a picture: 0..255 each, rows from the top. */
export interface Saliency {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** As a fact is kept. */
export type SaliencyLevels = Omit<MeasuredSaliency, 'kind'>;

const zero = 48;
const steps = 63;

export const writeLevels = ({ width, height, values }: Saliency): SaliencyLevels => ({
  width,
  height,
  levels: String.fromCodePoint(...Array.from(values, (value) => zero + Math.round((value * steps) / 255))),
});

/** Undefined for what was not written by `writeLevels`. */
export const readLevels = ({ width, height, levels }: SaliencyLevels): Saliency | undefined => {
  const isWhole = width > 0 && height > 0 && levels.length === width * height;
  if (!isWhole || !/^[0-o]*$/u.test(levels)) return undefined;
  const values = Uint8Array.from(levels, (letter) =>
    Math.round(((letter.charCodeAt(0) - zero) * 255) / steps),
  );
  return { width, height, values };
};

/** Sides of a grid are no longer than this: what is finer makes no difference to a crop. */
export const longestGrid = 80;

/** The same for a picture that was made from this one; nothing draws the eye where something was added. */
export const carrySaliency = (
  saliency: Saliency,
  from: Size,
  affine: Affine,
  to: Size,
): Saliency | undefined => {
  const back = invert(affine);
  if (back === undefined) return undefined;
  const factor = longestGrid / Math.max(to.width, to.height);
  const width = Math.max(1, Math.round(to.width * factor));
  const height = Math.max(1, Math.round(to.height * factor));
  const values = new Uint8Array(width * height);
  for (let at = 0, row = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const there = applyTo(back, {
        x: ((column + 0.5) * to.width) / width,
        y: ((row + 0.5) * to.height) / height,
      });
      const x = Math.floor((there.x * saliency.width) / from.width);
      const y = Math.floor((there.y * saliency.height) / from.height);
      const isInside = x >= 0 && y >= 0 && x < saliency.width && y < saliency.height;
      if (isInside) values[at] = saliency.values[y * saliency.width + x] ?? 0;
    }
  }
  return { width, height, values };
};

export type SumOver = (box: Box) => number;

/** Sums of all that lies above and to the left of each corner of a cell. */
const integrate = ({ width, height, values }: Saliency): Float64Array => {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += values[y * width + x] ?? 0;
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row;
    }
  }
  return sums;
};

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

const mix = (from: number, to: number, part: number): number => from + (to - from) * part;

/** Sums over boxes in pixels of the canvas that the grid covers: 1 for a pixel that draws the eye as much as can be. */
export const createSums = (saliency: Saliency, canvas: Size): SumOver => {
  const { width, height } = saliency;
  const stride = width + 1;
  const sums = integrate(saliency);
  const across = width / canvas.width;
  const down = height / canvas.height;
  const pixelsPerStep = 1 / (across * down * 255);
  /** Parts of cells count in part. */
  const before = (x: number, y: number): number => {
    const column = clamp(Math.floor(x), width - 1);
    const row = clamp(Math.floor(y), height - 1);
    const right = clamp(x - column, 1);
    const below = clamp(y - row, 1);
    const at = row * stride + column;
    const top = mix(sums[at] ?? 0, sums[at + 1] ?? 0, right);
    const bottom = mix(sums[at + stride] ?? 0, sums[at + stride + 1] ?? 0, right);
    return mix(top, bottom, below);
  };
  return (box) => {
    const left = box.left * across;
    const top = box.top * down;
    const right = (box.left + box.width) * across;
    const bottom = (box.top + box.height) * down;
    return (
      (before(right, bottom) - before(left, bottom) - before(right, top) + before(left, top)) * pixelsPerStep
    );
  };
};
