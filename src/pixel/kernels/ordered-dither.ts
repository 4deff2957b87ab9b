/** Each of red, green and blue on or off, by a pattern of thresholds that is repeated over the picture. */
import type { OrderedDither } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';

export const orderedDither = (
  picture: RawPicture,
  { width: across, thresholds }: Omit<OrderedDither, 'op'>,
): RawPicture => {
  const { data, width, height, channels } = picture;
  const down = thresholds.length / across;
  const pattern = Uint8Array.from(thresholds);
  for (let at = 0, y = 0; y < height; y += 1) {
    const row = (y % down) * across;
    for (let column = 0, x = 0; x < width; x += 1, at += channels) {
      const threshold = pattern[row + column]!;
      data[at] = data[at]! >= threshold ? 255 : 0;
      data[at + 1] = data[at + 1]! >= threshold ? 255 : 0;
      data[at + 2] = data[at + 2]! >= threshold ? 255 : 0;
      column = column === across - 1 ? 0 : column + 1;
    }
  }
  return picture;
};
