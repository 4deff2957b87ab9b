/** Looks colours up in a three-dimensional table, and interpolates between its eight nearest entries. */
import type { ColorTable } from '../color-table-file.ts';
import type { RawPicture } from '../raw-picture.ts';

/** For each byte of one channel: the entry at or below it, and how far it is from there to the next. */
const gridOf = (
  { size, min, max }: ColorTable,
  channel: number,
): { readonly entry: Uint8Array; readonly rest: Float32Array } => {
  const entry = new Uint8Array(256);
  const rest = new Float32Array(256);
  const [low = 0, high = 1] = [min[channel], max[channel]];
  for (let byte = 0; byte < 256; byte += 1) {
    const position = ((byte / 255 - low) / (high - low)) * (size - 1);
    const inside = Math.min(size - 1, Math.max(0, position));
    entry[byte] = Math.min(size - 2, Math.floor(inside));
    rest[byte] = inside - entry[byte]!;
  }
  return { entry, rest };
};

/** Writes into the picture; alpha is never touched. */
export const applyColorTable = (picture: RawPicture, table: ColorTable): RawPicture => {
  const { data, channels } = picture;
  const { size, values } = table;
  const [red, green, blue] = [gridOf(table, 0), gridOf(table, 1), gridOf(table, 2)];
  const [stepR, stepG, stepB] = [3, 3 * size, 3 * size * size];
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const [fr, fg, fb] = [red.rest[r]!, green.rest[g]!, blue.rest[b]!];
    const corner = red.entry[r]! * stepR + green.entry[g]! * stepG + blue.entry[b]! * stepB;
    for (let channel = 0; channel < 3; channel += 1) {
      const from = corner + channel;
      const along = (offset: number): number => {
        const start = values[from + offset]!;
        return start + (values[from + offset + stepR]! - start) * fr;
      };
      const near = along(0) + (along(stepG) - along(0)) * fg;
      const far = along(stepB) + (along(stepB + stepG) - along(stepB)) * fg;
      data[at + channel] = Math.round(Math.min(1, Math.max(0, near + (far - near) * fb)) * 255);
    }
  }
  return picture;
};
