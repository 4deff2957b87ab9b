/** Colours and alpha times a matrix. What is wholly transparent counts as black, whatever colour is hidden there. */
import { changesAlpha } from '../../ops/geometry.ts';
import type { Matrix4 } from '../../ops/tones.ts';
import { type RawPicture, withAlpha } from '../raw-picture.ts';

export const recombWithAlpha = (original: RawPicture, matrix: Matrix4): RawPicture => {
  const picture = changesAlpha(matrix) ? withAlpha(original) : original;
  const { data, channels } = picture;
  // Rounded, and clamped by the array itself.
  const mixed = new Uint8ClampedArray(4);
  for (let at = 0; at < data.length; at += channels) {
    const alpha = channels === 4 ? data[at + 3]! : 255;
    const [r, g, b] = alpha === 0 ? [0, 0, 0] : [data[at]!, data[at + 1]!, data[at + 2]!];
    for (let channel = 0; channel < channels; channel++) {
      const row = matrix[channel]!;
      mixed[channel] = row[0] * r + row[1] * g + row[2] * b + row[3] * alpha;
    }
    for (let channel = 0; channel < channels; channel++) data[at + channel] = mixed[channel]!;
  }
  return picture;
};
