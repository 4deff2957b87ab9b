/** Bytes through tables of 256. */
import type { RawPicture } from '../raw-picture.ts';

/** One table for all colours, or three behind one another. */
export const lookUp = (picture: RawPicture, table: ArrayLike<number>): RawPicture => {
  const { data, channels } = picture;
  const bytes = Uint8Array.from(
    { length: 256 * 3 },
    (_, index) => table[index % table.length] ?? index % 256,
  );
  for (let at = 0; at < data.length; at += channels) {
    data[at] = bytes[data[at]!]!;
    data[at + 1] = bytes[256 + data[at + 1]!]!;
    data[at + 2] = bytes[512 + data[at + 2]!]!;
  }
  return picture;
};

export const lookUpAlpha = (picture: RawPicture, table: readonly number[]): RawPicture => {
  const { data, channels } = picture;
  if (channels === 3) return picture;
  for (let at = 3; at < data.length; at += 4) data[at] = table[data[at]!] ?? data[at]!;
  return picture;
};
