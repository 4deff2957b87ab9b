/**
 * Darkens towards the corners by a law of the kind that lenses follow (cos^4 of the angle), but flatter in the middle:
 * it is smooth everywhere, so that no ring shows where it begins.
 */
import type { RawPicture } from '../raw-picture.ts';

/** Half of the squared distance from the middle, for each column or row; the two add up to 1 in the corner. */
const halfSquares = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, index) => ((index + 0.5) / (length / 2) - 1) ** 2 / 2);

export const darkenCorners = (picture: RawPicture, strength: number): RawPicture => {
  const { data, width, height, channels } = picture;
  const across = halfSquares(width);
  const down = halfSquares(height);
  for (let at = 0, y = 0; y < height; y += 1) {
    const square = down[y]!;
    for (let x = 0; x < width; x += 1, at += channels) {
      const distance = square + across[x]!;
      const fall = 1 + strength * distance * distance;
      const factor = 1 / (fall * fall);
      // Half a level more, so that storing rounds instead of cutting off.
      data[at] = data[at]! * factor + 0.5;
      data[at + 1] = data[at + 1]! * factor + 0.5;
      data[at + 2] = data[at + 2]! * factor + 0.5;
    }
  }
  return picture;
};
