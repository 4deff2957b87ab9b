/** ICO: pictures of one icon in several sizes, each a bitmap with a mask, or a whole PNG. The largest is taken. */
import { fail } from '../../errors.ts';
import type { RawPicture } from '../raw-picture.ts';
import { readDib } from './dib.ts';
import { readDibHeader } from './dib-header.ts';
import type { Size, Unpacker } from './unpacker.ts';

interface Entry extends Size {
  readonly bits: number;
  readonly bytes: Uint8Array;
  readonly isPng: boolean;
}

const pngStart = 0x89_50_4e_47;

/** Sizes as the pictures themselves have them: those of the directory end at 256. */
const readEntry = (bytes: Uint8Array, view: DataView, at: number): Entry => {
  const [length, from] = [view.getUint32(at + 8, true), view.getUint32(at + 12, true)];
  if (from + length > bytes.length) throw fail('source.corrupt');
  const content = bytes.subarray(from, from + length);
  if (view.getUint32(from) === pngStart) {
    const [width, height] = [view.getUint32(from + 16), view.getUint32(from + 20)];
    return { width, height, bits: 32, bytes: content, isPng: true };
  }
  const { width, height, bits } = readDibHeader(content, 0);
  return { width, height: height >> 1, bits, bytes: content, isPng: false };
};

const findLargest = (bytes: Uint8Array): Entry => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(4, true);
  const entries = Array.from({ length: count }, (_, index) => readEntry(bytes, view, 6 + index * 16));
  // Depth counts among those of one size.
  const rank = ({ width, height, bits }: Entry): number => width * height * 64 + bits;
  const [largest] = entries.toSorted((a, b) => rank(b) - rank(a));
  if (largest === undefined) throw fail('source.corrupt');
  return largest;
};

/** One bit for each pixel, behind the colours: set where the picture is not. */
const readMask = (
  bytes: Uint8Array,
  from: number,
  { width, height }: Size,
): ((x: number, y: number) => boolean) => {
  const stride = ((width + 31) >> 5) * 4;
  return (x, y) => {
    const byte = bytes[from + (height - 1 - y) * stride + (x >> 3)] ?? 0;
    return ((byte >> (7 - (x & 7))) & 1) === 1;
  };
};

/** With 32 bits, the fourth byte is alpha, unless it is zero everywhere: then the mask holds, as with fewer. */
const readBitmap = ({ bytes, width, height }: Entry): RawPicture => {
  const header = readDibHeader(bytes, 0);
  const { bits, end, masks } = header;
  const colors = readDib(
    bytes,
    bits === 32 ? { ...header, masks: [masks[0], masks[1], masks[2], 0xff00_0000] } : header,
    end,
    height,
  );
  if (colors.channels === 4 && colors.data.some((byte, index) => index % 4 === 3 && byte > 0)) return colors;
  const isOutside = readMask(bytes, end + ((width * bits + 31) >> 5) * 4 * height, { width, height });
  const data = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * colors.channels;
    data.set(colors.data.subarray(from, from + 3), pixel * 4);
    data[pixel * 4 + 3] = isOutside(pixel % width, Math.floor(pixel / width)) ? 0 : 255;
  }
  return { data, width, height, channels: 4 };
};

export const readIcoSize = (bytes: Uint8Array): Size => {
  const { width, height } = findLargest(bytes);
  return { width, height };
};

export const ico: Unpacker = {
  size: readIcoSize,
  unpack: (bytes) => {
    const largest = findLargest(bytes);
    if (largest.isPng) return { kind: 'file', bytes: largest.bytes };
    return { kind: 'pixels', picture: readBitmap(largest) };
  },
};
