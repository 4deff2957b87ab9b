/**
 * The frame header and EXIF orientation of an ordinary JPEG. libvips would start a decoder to tell as much, which is a
 * fiftieth of the time of a small variant. Whatever is unusual is left to libvips.
 */
import type { Orientation } from '../ops/facts.ts';

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
}

/** Undefined unless it is 8-bit, in three components, and plainly built. ITU-T T.81, annex B. */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation: Orientation | undefined = 1;
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    if (length < 2 || marker === 0xff || marker < 0xc0) return undefined;
    if (isFrame(marker)) return readFrame(view, at + 4, orientation);
    // Frames that are not Huffman-coded, restarts, and whatever may not stand before the frame.
    if ((marker < 0xdb && marker !== 0xc4) || marker === 0xdc) return undefined;
    if (marker === 0xe1 && hasExif(view, at + 4)) {
      orientation = readOrientation(view, at + 10, Math.min(at + 2 + length, view.byteLength));
      if (orientation === undefined) return undefined;
    }
    at += 2 + length;
  }
  return undefined;
};

/** Baseline, extended and progressive. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xc2;

const readFrame = (view: DataView, at: number, orientation: Orientation): JpegHeader | undefined => {
  const [precision, height, width] = [view.getUint8(at), view.getUint16(at + 1), view.getUint16(at + 3)];
  const components = view.getUint8(at + 5);
  return precision === 8 && components === 3 && width > 0 && height > 0
    ? { width, height, orientation }
    : undefined;
};

const hasExif = (view: DataView, at: number): boolean =>
  at + 6 <= view.byteLength && view.getUint32(at) === 0x45786966 && view.getUint16(at + 4) === 0;

/** Tag 274 of the first directory of a TIFF block; 1 when it is not there, undefined when the block is odd. */
const readOrientation = (view: DataView, start: number, end: number): Orientation | undefined => {
  if (start + 8 > end) return undefined;
  const order = view.getUint16(start);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  if (directory + 2 > end) return undefined;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > end) return undefined;
    if (view.getUint16(entry, little) !== 274) continue;
    const value = view.getUint16(entry + 8, little);
    const plain = view.getUint16(entry + 2, little) === 3 && view.getUint32(entry + 4, little) === 1;
    return plain && value >= 1 && value <= 8 ? (value as Orientation) : undefined;
  }
  return 1;
};
