/**
 * Makes soft edges hard: a pixel that lies between two others, on opposite sides of it, becomes the nearer of them. What
 * is darker or lighter than both its sides is a line, and stays.
 */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from '../kernels/luma.ts';

/** Levels of luma from one side to the other, from which on it is an edge. */
const leastRise = 48;

const lumasOf = ({ data, width, height, channels }: RawPicture): Float32Array => {
  const lumas = new Float32Array(width * height);
  for (let at = 0, from = 0; at < lumas.length; at += 1, from += channels) {
    lumas[at] = lumaOf(data[from]!, data[from + 1]!, data[from + 2]!);
  }
  return lumas;
};

/** The neighbour that the pixel becomes: along the direction in which the picture rises most. Itself where nothing does. */
const chooseSource = (lumas: Float32Array, at: number, steps: readonly number[]): number => {
  const luma = lumas[at]!;
  let source = at;
  let steepest = leastRise;
  for (const step of steps) {
    const before = lumas[at - step]!;
    const after = lumas[at + step]!;
    const rise = Math.abs(after - before);
    if (rise <= steepest || luma < Math.min(before, after) || luma > Math.max(before, after)) continue;
    steepest = rise;
    source = Math.abs(luma - before) < Math.abs(luma - after) ? at - step : at + step;
  }
  return source;
};

export const sharpenRamps = (picture: RawPicture): RawPicture => {
  const { data: source, width, height, channels } = picture;
  const data = source.slice();
  const lumas = lumasOf(picture);
  const [across, down] = [[1], [width]];
  const everyWay = [...across, ...down, width + 1, width - 1];
  for (let at = 0, y = 0; y < height; y += 1) {
    const isInside = y > 0 && y < height - 1;
    for (let x = 0; x < width; x += 1, at += 1) {
      const steps = x > 0 && x < width - 1 ? (isInside ? everyWay : across) : isInside ? down : [];
      const from = chooseSource(lumas, at, steps) * channels;
      const to = at * channels;
      if (from === to) continue;
      for (let channel = 0; channel < channels; channel += 1) data[to + channel] = source[from + channel]!;
    }
  }
  return { ...picture, data };
};
