/** The pixels of a bitmap in BMP and ICO. */
import { fail } from '../../errors.ts';
import type { RawPicture } from '../raw-picture.ts';
import type { DibHeader, Masks } from './dib-header.ts';
import { readRle } from './rle.ts';

/** Rows begin at multiples of four bytes. */
const strideOf = (width: number, bits: number): number => ((width * bits + 31) >> 5) * 4;

/** Sets red, green, blue and, where there is one, alpha of the pixel at `to` from what the row has at `x`. */
type ReadPixel = (row: Uint8Array, x: number, to: number) => void;

/** A value of up to 32 bits to 0..255: what is under the mask, stretched. */
const readMasked = (mask: number): ((value: number) => number) => {
  if (mask === 0) return () => 255;
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / most);
};

const byMasks = (masks: Masks, bits: number, data: Uint8Array, channels: number): ReadPixel => {
  const readers = masks
    .slice(0, channels)
    .map((mask, index) => (index < 3 && mask === 0 ? () => 0 : readMasked(mask)));
  const length = bits / 8;
  return (row, x, to) => {
    const at = x * length;
    let value = 0;
    for (let byte = length - 1; byte >= 0; byte--) value = (value << 8) | row[at + byte]!;
    for (let channel = 0; channel < channels; channel++) data[to + channel] = readers[channel]!(value);
  };
};

/** An index that the palette does not have is black, as everywhere. */
const byPalette = (palette: Uint8Array, bits: number, data: Uint8Array): ReadPixel => {
  const [perByte, most] = [8 / bits, 2 ** bits - 1];
  return (row, x, to) => {
    const shift = 8 - bits * ((x % perByte) + 1);
    const from = ((row[Math.floor(x / perByte)]! >> shift) & most) * 3;
    for (let channel = 0; channel < 3; channel++) data[to + channel] = palette[from + channel] ?? 0;
  };
};

/** Rows from the top. `height` is that of the picture, where that is not the stored one. */
export const readDib = (
  bytes: Uint8Array,
  header: DibHeader,
  pixelsAt: number,
  height: number = header.height,
): RawPicture => {
  const { width, topDown, bits, compression, masks, palette } = header;
  const isRle = compression !== 'none';
  const stride = isRle ? width : strideOf(width, bits);
  // Before there is any room for it: a header of a few bytes may claim the largest picture.
  if (pixelsAt + (isRle ? 0 : stride * height) > bytes.length) throw fail('source.corrupt');
  const rows = isRle
    ? readRle(bytes, pixelsAt, { width, height, nibbles: compression === 'rle4' })
    : bytes.subarray(pixelsAt);
  const channels = bits > 8 && masks[3] !== 0 ? 4 : 3;
  const data = new Uint8Array(width * height * channels);
  const read = bits > 8 ? byMasks(masks, bits, data, channels) : byPalette(palette, isRle ? 8 : bits, data);
  for (let y = 0; y < height; y++) {
    const row = rows.subarray((topDown ? y : height - 1 - y) * stride);
    for (let x = 0; x < width; x++) read(row, x, (y * width + x) * channels);
  }
  return { data, width, height, channels };
};
