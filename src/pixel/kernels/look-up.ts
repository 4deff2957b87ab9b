/** Colours through a table of 256 bytes. */
import type { RawPicture } from '../raw-picture.ts';

export const lookUp = (picture: RawPicture, table: readonly number[]): RawPicture => {
  const { data, channels } = picture;
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => table[index] ?? index);
  for (let at = 0; at < data.length; at += channels) {
    data[at] = bytes[data[at]!]!;
    data[at + 1] = bytes[data[at + 1]!]!;
    data[at + 2] = bytes[data[at + 2]!]!;
  }
  return picture;
};

export const lookUpAlpha = (picture: RawPicture, table: readonly number[]): RawPicture => {
  const { data, channels } = picture;
  if (channels === 3) return picture;
  for (let at = 3; at < data.length; at += 4) data[at] = table[data[at]!] ?? data[at]!;
  return picture;
};
