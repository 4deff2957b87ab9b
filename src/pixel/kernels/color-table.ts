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

/** Between an entry and the next one along red. */
const mix = (values: Float32Array, entry: number, step: number, share: number): number => {
  const start = values[entry]!;
  return start + (values[entry + step]! - start) * share;
};

const toByte = (value: number): number => (value < 0 ? 0 : value > 1 ? 255 : value * 255 + 0.5);

/** Writes into the picture; alpha is never touched. */
export const applyColorTable = (picture: RawPicture, table: ColorTable): RawPicture => {
  const { data, channels } = picture;
  const { size, values } = table;
  const [red, green, blue] = [gridOf(table, 0), gridOf(table, 1), gridOf(table, 2)];
  const stepR = 3;
  const stepG = 3 * size;
  const stepB = 3 * size * size;
  for (let at = 0; at < data.length; at += channels) {
    const r = data[at]!;
    const g = data[at + 1]!;
    const b = data[at + 2]!;
    const fr = red.rest[r]!;
    const fg = green.rest[g]!;
    const fb = blue.rest[b]!;
    const corner = red.entry[r]! * stepR + green.entry[g]! * stepG + blue.entry[b]! * stepB;
    for (let channel = 0; channel < 3; channel += 1) {
      const from = corner + channel;
      const low = mix(values, from, stepR, fr);
      const near = low + (mix(values, from + stepG, stepR, fr) - low) * fg;
      const high = mix(values, from + stepB, stepR, fr);
      const far = high + (mix(values, from + stepB + stepG, stepR, fr) - high) * fg;
      data[at + channel] = toByte(near + (far - near) * fb);
    }
  }
  return picture;
};
