/**
 * The frame header, EXIF orientation and density of an ordinary JPEG. libvips would start a decoder to tell as much, which is a
 * fiftieth of the time of a small variant. Whatever is unusual is left to libvips.
 */
import type { Orientation } from '../ops/facts.ts';

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  /** Dots per inch; EXIF's word counts more than JFIF's. */
  readonly density?: number;
}

type Said = Pick<JpegHeader, 'density' | 'orientation'>;

/** Undefined unless it is 8-bit, in three components, and plainly built. ITU-T T.81, annex B. */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let said: Said = { orientation: 1 };
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === 0xff || marker < 0xc0) return undefined;
    if (isFrame(marker)) return readFrame(view, at + 4, said);
    // Frames that are not Huffman-coded, restarts, and whatever may not stand before the frame.
    if ((marker < 0xdb && marker !== 0xc4) || marker === 0xdc) return undefined;
    const end = Math.min(at + 2 + length, view.byteLength);
    if (marker === 0xe0) said = { ...readJfif(view, at + 4, end), ...said };
    if (marker === 0xe1 && hasExif(view, at + 4)) {
      const exif = readExif(view, at + 10, end);
      if (exif === undefined) return undefined;
      said = { ...said, ...exif };
    }
    at += 2 + length;
  }
  return undefined;
};

/** Baseline, extended and progressive. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;

const readFrame = (view: DataView, at: number, said: Said): JpegHeader | undefined => {
  const [precision, height, width] = [view.getUint8(at), view.getUint16(at + 1), view.getUint16(at + 3)];
  const components = view.getUint8(at + 5);
  return precision === 8 && components === 3 && width > 0 && height > 0
    ? { width, height, ...said }
    : undefined;
};

const hasExif = (view: DataView, at: number): boolean =>
  at + 6 <= view.byteLength && view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0;

/** Dots per inch from dots in a unit, where the unit is one of length. */
const perInch = (dots: number, unit: 'centimetre' | 'inch'): Pick<JpegHeader, 'density'> =>
  dots > 0 ? { density: unit === 'inch' ? dots : dots * 2.54 } : {};

/** ITU-T T.871, section 10.1. */
const readJfif = (view: DataView, at: number, end: number): Pick<JpegHeader, 'density'> => {
  if (at + 12 > end || view.getUint32(at) !== 0x4a464946) return {};
  const unit = view.getUint8(at + 7);
  if (unit !== 1 && unit !== 2) return {};
  return perInch(view.getUint16(at + 8), unit === 1 ? 'inch' : 'centimetre');
};

/** The first directory of a TIFF block; undefined when the block is odd. TIFF 6.0, section 2. */
const readExif = (view: DataView, start: number, end: number): Said | undefined => {
  if (start + 8 > end) return undefined;
  const order = view.getUint16(start);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > end) return undefined;
  const entries = view.getUint16(directory, little);
  let orientation: Orientation = 1;
  let dots = 0;
  let unit = 2; // inches, when nothing is said
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > end) return undefined;
    const tag = view.getUint16(entry, little);
    const value = view.getUint16(entry + 8, little);
    if (tag === 274) {
      const plain = view.getUint16(entry + 2, little) === 3 && view.getUint32(entry + 4, little) === 1;
      if (!plain || value < 1 || value > 8) return undefined;
      orientation = value as Orientation;
    } else if (tag === 282) dots = readRational(view, start + view.getUint32(entry + 8, little), end, little);
    else if (tag === 296) unit = value;
  }
  return {
    orientation,
    ...((unit === 2 || unit === 3) && perInch(dots, unit === 2 ? 'inch' : 'centimetre')),
  };
};

/** 0 for what is none. */
const readRational = (view: DataView, at: number, end: number, little: boolean): number => {
  if (at + 8 > end) return 0;
  const divisor = view.getUint32(at + 4, little);
  return divisor === 0 ? 0 : view.getUint32(at, little) / divisor;
};
