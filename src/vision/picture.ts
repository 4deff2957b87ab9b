/** Parts, turns and halves of small pictures in memory: what a detector is shown. */
import type { Sample } from '../ports.ts';

export type Turn = 0 | 90 | 180 | 270;

/** In whole pixels. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Clockwise. */
export const turnPicture = (sample: Sample, turn: Turn): Sample => {
  if (turn === 0) return sample;
  const { rgb: from, width, height } = sample;
  const [across, down] = turn === 180 ? [width, height] : [height, width];
  const rgb = new Uint8Array(from.length);
  let to = 0;
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const [fromX, fromY] =
        turn === 90
          ? [y, height - 1 - x]
          : turn === 180
            ? [width - 1 - x, height - 1 - y]
            : [width - 1 - y, x];
      const at = (fromY * width + fromX) * 3;
      rgb[to] = from[at] ?? 0;
      rgb[to + 1] = from[at + 1] ?? 0;
      rgb[to + 2] = from[at + 2] ?? 0;
      to += 3;
    }
  }
  return { rgb, width: across, height: down };
};

export const cutPicture = ({ rgb, width }: Sample, part: Part): Sample => {
  const cut = new Uint8Array(part.width * part.height * 3);
  for (let y = 0; y < part.height; y += 1) {
    const at = ((part.top + y) * width + part.left) * 3;
    cut.set(rgb.subarray(at, at + part.width * 3), y * part.width * 3);
  }
  return { rgb: cut, width: part.width, height: part.height };
};

/** Each pixel is the mean of four; an odd row or column at the end is left out. */
export const halvePicture = ({ rgb: from, width, height }: Sample): Sample => {
  const [across, down] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const rgb = new Uint8Array(across * down * 3);
  const below = width * 3;
  let to = 0;
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const at = (y * 2 * width + x * 2) * 3;
      for (let channel = at; channel < at + 3; channel += 1, to += 1) {
        const sum =
          (from[channel] ?? 0) +
          (from[channel + 3] ?? 0) +
          (from[channel + below] ?? 0) +
          (from[channel + below + 3] ?? 0);
        rgb[to] = (sum + 2) >> 2;
      }
    }
  }
  return { rgb, width: across, height: down };
};

/** Where a point of the turned picture lies in the picture as it was; all in 0..1. */
export const turnBack = (x: number, y: number, turn: Turn): readonly [x: number, y: number] => {
  switch (turn) {
    case 0:
      return [x, y];
    case 90:
      return [y, 1 - x];
    case 180:
      return [1 - x, 1 - y];
    case 270:
      return [1 - y, x];
  }
};
