/** Bitmaps in every way that they were ever written, for the zoo. */
import { height, width } from './scene.ts';
import type { Paint } from '../pictures.ts';

export interface BmpShape {
  readonly bits: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  /** Of the header: 12 is OS/2's, 40 the usual one, 108 and 124 have masks and colour. */
  readonly headerBytes?: 12 | 40 | 52 | 56 | 64 | 108 | 124;
  readonly topDown?: boolean;
  /** Which bits are red, green, blue and alpha; needs no header of its own. */
  readonly masks?: readonly number[];
  readonly rle?: boolean;
  readonly profile?: Uint8Array;
  /** For an icon: no file header, and a mask behind the pixels. */
  readonly icon?: boolean;
}

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16LE(value);
  else buffer.writeInt32LE(value | 0);
  return buffer;
};

/** What a level is in as many bits as the mask has. */
const under = (mask: number, level: number): number => {
  if (mask === 0) return 0;
  const shift = 31 - Math.clz32(mask & -mask);
  return Math.round((level * (mask >>> shift)) / 255) << shift;
};

const usualMasks: Readonly<Record<number, readonly number[]>> = {
  16: [0x7c00, 0x3e0, 0x1f],
  24: [0xff_0000, 0xff00, 0xff],
  32: [0xff_0000, 0xff00, 0xff],
};

interface Palette {
  readonly colors: Buffer;
  readonly indexAt: (x: number, y: number) => number;
}

const paletteOf = (paint: Paint, stride: 3 | 4): Palette => {
  const seen = new Map<string, number>();
  const colors: Buffer[] = [];
  const indexAt = (x: number, y: number): number => {
    const [r = 0, g = 0, b = 0] = paint(x, y);
    const key = `${r},${g},${b}`;
    if (!seen.has(key)) {
      seen.set(key, seen.size);
      colors.push(Buffer.from(stride === 3 ? [b, g, r] : [b, g, r, 0]));
    }
    return seen.get(key) ?? 0;
  };
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) indexAt(x, y);
  return { colors: Buffer.concat(colors), indexAt };
};

const packRow = (y: number, bits: number, indexAt: Palette['indexAt']): Buffer => {
  const row = Buffer.alloc(((width * bits + 31) >> 5) * 4);
  for (let x = 0; x < width; x++) {
    const at = (x * bits) >> 3;
    row[at] = row[at]! | (indexAt(x, y) << (8 - bits - ((x * bits) & 7)));
  }
  return row;
};

const maskRow = (y: number, bits: number, masks: readonly number[], paint: Paint): Buffer => {
  const row = Buffer.alloc(((width * bits + 31) >> 5) * 4);
  for (let x = 0; x < width; x++) {
    const levels = paint(x, y);
    const value = masks.reduce((sum, mask, index) => sum | under(mask, levels[index] ?? 255), 0);
    for (let byte = 0; byte < bits / 8; byte++) row[(x * bits) / 8 + byte] = (value >>> (byte * 8)) & 255;
  }
  return row;
};

/** Runs, then literals, and an escape at the end of each row: every code but the jump. */
const rleRow = (y: number, bits: number, indexAt: Palette['indexAt']): Buffer => {
  const parts: number[] = [];
  const pack = (indices: readonly number[]): number[] =>
    bits === 8
      ? [...indices]
      : Array.from(
          { length: Math.ceil(indices.length / 2) },
          (_, pair) => (indices[pair * 2]! << 4) | (indices[pair * 2 + 1] ?? 0),
        );
  const literals = Array.from({ length: 7 }, (_, x) => indexAt(x, y));
  const literal = pack(literals);
  parts.push(0, 7, ...literal, ...(literal.length % 2 === 1 ? [0] : []));
  for (let x = 7; x < width;) {
    let run = 1;
    while (x + run < width && indexAt(x + run, y) === indexAt(x, y)) run += 1;
    parts.push(run, bits === 8 ? indexAt(x, y) : indexAt(x, y) * 17);
    x += run;
  }
  return Buffer.from([...parts, 0, 0]);
};

const compressionOf = ({ bits, headerBytes = 40, masks, rle = false }: BmpShape): number => {
  if (rle) return bits === 8 ? 1 : 2;
  if (masks === undefined) return 0;
  return masks.length === 4 && headerBytes === 40 ? 6 : 3;
};

const headerOf = (shape: BmpShape, colors: number, pixelBytes: number): Buffer => {
  const { bits, headerBytes = 40, topDown = false, icon = false, masks = [] } = shape;
  if (headerBytes === 12) {
    return Buffer.concat([number(12, 4), number(width, 2), number(height, 2), number(1, 2), number(bits, 2)]);
  }
  const stored = icon ? height * 2 : topDown ? -height : height;
  const header = Buffer.concat([
    ...[number(headerBytes, 4), number(width, 4), number(stored, 4), number(1, 2), number(bits, 2)],
    ...[number(compressionOf(shape), 4), number(pixelBytes, 4), number(2835, 4), number(2835, 4)],
    ...[number(colors, 4), number(0, 4), ...masks.map((mask) => number(mask, 4))],
  ]);
  return Buffer.concat([header, Buffer.alloc(Math.max(0, headerBytes - header.length))]);
};

const masksOf = ({ bits, icon = false, masks }: BmpShape): readonly number[] =>
  masks ?? [...(usualMasks[bits] ?? []), ...(icon && bits === 32 ? [0xff00_0000] : [])];

const pixelsOf = (paint: Paint, shape: BmpShape, palette: Palette | undefined): Buffer => {
  const { bits, topDown = false, rle = false } = shape;
  const rows = Array.from({ length: height }, (_, index) => {
    const y = topDown ? index : height - 1 - index;
    if (palette === undefined) return maskRow(y, bits, masksOf(shape), paint);
    return rle ? rleRow(y, bits, palette.indexAt) : packRow(y, bits, palette.indexAt);
  });
  return Buffer.concat([...rows, ...(rle ? [Buffer.from([0, 1])] : [])]);
};

export const writeBmp = (paint: Paint, shape: BmpShape): Uint8Array => {
  const { bits, headerBytes, profile = Buffer.alloc(0) } = shape;
  const stride = headerBytes === 12 ? 3 : 4;
  const palette = bits <= 8 ? paletteOf(paint, stride) : undefined;
  const pixels = pixelsOf(paint, shape, palette);
  const colors = palette?.colors ?? Buffer.alloc(0);
  // OS/2's first version has all the colours that fit.
  const missing = stride === 3 && palette ? 3 * 2 ** bits - colors.length : 0;
  const table = Buffer.concat([colors, Buffer.alloc(missing)]);
  const header = headerOf(shape, colors.length / stride, pixels.length);
  if (profile.length > 0) {
    header.write('DEBM', 56, 'latin1');
    header.writeUInt32LE(header.length + table.length + pixels.length, 112);
    header.writeUInt32LE(profile.length, 116);
  }
  const body = Buffer.concat([header, table, pixels, profile]);
  if (shape.icon === true) return Buffer.concat([body, maskOf(paint)]);
  const pixelsAt = 14 + header.length + table.length;
  return Buffer.concat([
    ...[Buffer.from('BM'), number(14 + body.length, 4), number(0, 4), number(pixelsAt, 4), body],
  ]);
};

/** A bit for each pixel that cannot be seen. */
const maskOf = (paint: Paint): Buffer =>
  Buffer.concat(
    Array.from({ length: height }, (_, index) =>
      packRow(height - 1 - index, 1, (x, y) => ((paint(x, y)[3] ?? 255) === 0 ? 1 : 0)),
    ),
  );

/** An icon of these pictures, whatever they are. */
export const writeIco = (pictures: readonly Uint8Array[]): Uint8Array => {
  const directory = [number(0, 2), number(1, 2), number(pictures.length, 2)];
  let at = 6 + pictures.length * 16;
  for (const picture of pictures) {
    directory.push(
      Buffer.from([0, 0, 0, 0]),
      number(1, 2),
      number(32, 2),
      number(picture.length, 4),
      number(at, 4),
    );
    at += picture.length;
  }
  return Buffer.concat([...directory, ...pictures]);
};
