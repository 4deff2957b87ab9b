/** Black or white by luma, in three equal channels. */
import type { RawPicture } from '../raw-picture.ts';

export const threshold = (picture: RawPicture, value: number): RawPicture => {
  const { data, channels } = picture;
  // Rec. 709 weights on gamma-encoded values, in ten-thousandths of a level: whole numbers, so that grey is exact.
  const limit = value * 10_000;
  for (let at = 0; at < data.length; at += channels) {
    const luma = 2126 * data[at]! + 7152 * data[at + 1]! + 722 * data[at + 2]!;
    const byte = luma >= limit ? 255 : 0;
    data[at] = byte;
    data[at + 1] = byte;
    data[at + 2] = byte;
  }
  return picture;
};
