/** The header of a bitmap in BMP and ICO: each version of it is the one before and something more. */
import { fail } from '../../errors.ts';

/** Which bits of a pixel are red, green, blue and alpha. */
export type Masks = readonly [red: number, green: number, blue: number, alpha: number];

export interface DibHeader {
  readonly width: number;
  /** Of an icon: as stored, its mask included. */
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: 'file' | 'none' | 'rle4' | 'rle8';
  /** Of pixels that are no index into the palette. */
  readonly masks: Masks;
  /** Red, green and blue of each colour. */
  readonly palette: Uint8Array;
  /** Where the palette ends: without a file header the pixels follow. */
  readonly end: number;
  readonly profile?: Uint8Array;
}

const [rgb, rle8, rle4, bitfields, jpeg, png, alphaBitfields] = [0, 1, 2, 3, 4, 5, 6];

/** Sizes of the header: of OS/2's first, and from here on with masks, and with alpha among them. */
const coreBytes = 12;
const infoBytes = 40;
const masksBytes = 52;
const alphaBytes = 56;
const profileBytes = 124;
/** OS/2's second has one of these two; its further fields are not needed. */
const os2Bytes: ReadonlySet<number> = new Set([16, 64]);

/** In the place of a colour space: `MBED`, the profile lies in the file. */
const embedded = 0x4d_42_45_44;

const usualMasks = (bits: number): Masks =>
  bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff_0000, 0xff00, 0xff, 0];

const corrupt = (): Error => fail('source.corrupt');

const compressionOf = (code: number, bits: number): DibHeader['compression'] => {
  if (code === rle8 && bits === 8) return 'rle8';
  if (code === rle4 && bits === 4) return 'rle4';
  if (code === jpeg || code === png) return 'file';
  const isPlain = code === rgb || ((code === bitfields || code === alphaBitfields) && bits >= 16);
  if (isPlain && [1, 2, 4, 8, 16, 24, 32].includes(bits)) return 'none';
  throw fail('source.unsupported-format', `BMP with ${bits} bits in compression ${code} is not supported`);
};

/** `reversed`: blue first, and a byte that says nothing, but in OS/2's first version. */
const readPalette = (bytes: Uint8Array, at: number, count: number, stride: number): Uint8Array => {
  if (at + count * stride > bytes.length) throw corrupt();
  const palette = new Uint8Array(count * 3);
  for (let index = 0; index < count; index++) {
    for (let channel = 0; channel < 3; channel++) {
      palette[index * 3 + channel] = bytes[at + index * stride + 2 - channel]!;
    }
  }
  return palette;
};

const readProfile = (bytes: Uint8Array, view: DataView, at: number): Uint8Array | undefined => {
  if (view.getUint32(at + 56, true) !== embedded) return undefined;
  const from = at + view.getUint32(at + 112, true);
  const length = view.getUint32(at + 116, true);
  return length > 0 && from + length <= bytes.length ? bytes.subarray(from, from + length) : undefined;
};

export const readDibHeader = (bytes: Uint8Array, at: number): DibHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(at, true);
  if (headerBytes === coreBytes) return readCore(bytes, view, at);
  if (headerBytes < infoBytes && !os2Bytes.has(headerBytes)) throw corrupt();
  return readInfo(bytes, view, at, headerBytes);
};

/** Which bits are which, and how many bytes say so behind the header, of which they became a part later. */
const readMasks = (
  view: DataView,
  at: number,
  { headerBytes, bits, code }: { readonly headerBytes: number; readonly bits: number; readonly code: number },
): { readonly masks: Masks; readonly outsideBytes: number } => {
  if (code !== bitfields && code !== alphaBitfields) return { masks: usualMasks(bits), outsideBytes: 0 };
  const hasAlpha = headerBytes >= alphaBytes || code === alphaBitfields;
  const mask = (index: number): number => view.getUint32(at + infoBytes + index * 4, true);
  return {
    masks: [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0],
    outsideBytes: headerBytes >= masksBytes ? 0 : code === alphaBitfields ? 16 : 12,
  };
};

const countColors = (bits: number, said: number): number => {
  if (bits > 8) return said; // a hint for screens that have few
  return said === 0 ? 2 ** bits : Math.min(said, 2 ** bits);
};

const readInfo = (bytes: Uint8Array, view: DataView, at: number, headerBytes: number): DibHeader => {
  const [width, storedHeight] = [view.getInt32(at + 4, true), view.getInt32(at + 8, true)];
  if (width <= 0 || storedHeight === 0) throw corrupt();
  const bits = view.getUint16(at + 14, true);
  const isShort = headerBytes < infoBytes;
  const code = isShort ? rgb : view.getUint32(at + 16, true);
  if (os2Bytes.has(headerBytes) && code > rle4) {
    throw fail('source.unsupported-format', 'BMP as compressed by OS/2 is not supported');
  }
  const compression = compressionOf(code, bits);
  const { masks, outsideBytes } = readMasks(view, at, { headerBytes, bits, code });
  const count = countColors(bits, isShort ? 0 : view.getUint32(at + 32, true));
  const paletteAt = at + headerBytes + outsideBytes;
  const profile = headerBytes >= profileBytes ? readProfile(bytes, view, at) : undefined;
  return {
    ...{ width, height: Math.abs(storedHeight), topDown: storedHeight < 0, bits, compression, masks },
    palette: bits > 8 ? new Uint8Array() : readPalette(bytes, paletteAt, count, 4),
    end: paletteAt + count * 4,
    ...(profile && { profile }),
  };
};

/** Sizes of two bytes, and a palette of three bytes a colour. */
const readCore = (bytes: Uint8Array, view: DataView, at: number): DibHeader => {
  const [width, height] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  if (width === 0 || height === 0) throw corrupt();
  const bits = view.getUint16(at + 10, true);
  const count = bits > 8 ? 0 : 2 ** bits;
  const paletteAt = at + coreBytes;
  // Writers leave out colours that nothing has; the pixels begin there then.
  const room = Math.floor((bytes.length - paletteAt) / 3);
  return {
    ...{ width, height, topDown: false, bits, masks: usualMasks(bits) },
    compression: compressionOf(rgb, bits),
    palette: readPalette(bytes, paletteAt, Math.min(count, room), 3),
    end: paletteAt + count * 3,
  };
};
