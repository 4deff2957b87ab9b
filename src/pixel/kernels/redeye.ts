/**
 * Takes the red out of pupils: what is redder than green and blue together, and by much, gets their mean for its red.
 * In warm light skin is as red, but has more green than blue: what a flash lights is red and nothing else.
 */
import type { Box } from '../../ops/operation.ts';
import type { RawPicture } from '../raw-picture.ts';

/** None of it is taken below `from`, all above `to`, so that no edge is seen. */
const share = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

/** From red, 0, to yellow, 1; negative towards magenta. */
const lean = (r: number, g: number, b: number): number => (g - b) / (r - Math.min(g, b));

const takeRed = (data: Uint8Array, at: number): void => {
  const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
  if (r <= Math.max(g, b)) return;
  const red = share(r - Math.max(g, b), 20, 40) * share(r / (g + b + 1), 0.9, 1.05);
  const part = red * (1 - share(lean(r, g, b), 0.2, 0.35));
  data[at] = Math.round(r + part * ((g + b) / 2 - r));
};

/** The boxes lie within the picture. */
export const removeRedeye = (picture: RawPicture, boxes: readonly Box[]): RawPicture => {
  const { data, width, channels } = picture;
  for (const box of boxes) {
    for (let y = box.top; y < box.top + box.height; y += 1) {
      const row = y * width;
      for (let x = box.left; x < box.left + box.width; x += 1) takeRed(data, (row + x) * channels);
    }
  }
  return picture;
};
