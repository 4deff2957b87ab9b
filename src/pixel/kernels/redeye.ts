/**
 * Takes the red out of pupils: what is redder than green and blue together, and by much, gets their mean for its red.
 * Skin never is: its red is at most some 0.8 of the two.
 */
import type { Box } from '../../ops/operation.ts';
import type { RawPicture } from '../raw-picture.ts';

/** None of it is taken below `from`, all above `to`, so that no edge is seen. */
const share = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

const takeRed = (data: Uint8Array, at: number): void => {
  const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
  const part = share(r - Math.max(g, b), 20, 40) * share(r / (g + b + 1), 0.9, 1.05);
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
