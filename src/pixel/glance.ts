/**
 * Size and frames of an original from a few bytes of its header, in the process that takes requests: admission wants
 * to know what a request costs before anything is decoded. Every reader is bounded, reads only what is there, and may
 * be wrong: what is true is for `inspect` to say.
 */
import { Failure } from '../errors.ts';
import type { Facts, SourceFormat } from '../ops/facts.ts';
import type { Glance } from '../ports.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readBmpSize } from './unpack/bmp.ts';
import { readIcoSize } from './unpack/ico.ts';
import { findJxlSize } from './unpack/jxl-size.ts';
import { sniff } from './sniff.ts';

interface Header {
  readonly width: number;
  readonly height: number;
  readonly orientation?: Facts['orientation'];
  readonly pages?: number;
}

type ReadHeader = (view: DataView, bytes: Uint8Array) => Header | undefined;

/** Frames beyond this make no difference to anybody. */
const enoughPages = 1000;

const readPng: ReadHeader = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

/** Walks over the blocks of a GIF as far as it takes to count its pictures. GIF89a, section 20 on. */
const readGif: ReadHeader = (view) => {
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));
  let pages = 0;
  let at = 13 + tableBytes(view.getUint8(10));
  while (at + 10 < view.byteLength && pages < enoughPages) {
    const kind = view.getUint8(at);
    if (kind === 0x2c) {
      pages += 1;
      at += 11 + tableBytes(view.getUint8(at + 9));
    } else if (kind === 0x21) at += 2;
    else break;
    while (at < view.byteLength && view.getUint8(at) > 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return { ...size, pages: Math.max(1, pages) };
};

const nameAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** https://developers.google.com/speed/webp/docs/riff_container */
const readWebp: ReadHeader = (view) => {
  const chunk = nameAt(view, 12);
  if (chunk === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (chunk === 'VP8L') {
    const packed = view.getUint32(21, true);
    return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
  }
  if (chunk !== 'VP8X') return undefined;
  let pages = 0;
  for (let at = 12; at + 8 <= view.byteLength && pages < enoughPages;) {
    if (nameAt(view, at) === 'ANMF') pages += 1;
    const length = view.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  const [width, height] = [view.getUint32(24, true) & 0xffffff, view.getUint32(26, true) >>> 8];
  return { width: 1 + width, height: 1 + height, pages: Math.max(1, pages) };
};

/** The largest of the sizes (`ispe` boxes) that stand near the beginning: a grid says those of its tiles, too. */
const readAvif: ReadHeader = (view) => {
  let largest: Header | undefined;
  const end = Math.min(view.byteLength, 4096) - 16;
  for (let at = 4; at < end; at += 1) {
    if (view.getUint8(at) !== 0x69 || nameAt(view, at) !== 'ispe') continue;
    const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (largest === undefined || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
};

/** Tags 256 and 257 of the first directory; big TIFFs are left to libvips. */
const readTiff: ReadHeader = (view) => {
  const little = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  const entries = Math.min(view.getUint16(directory, little), 64);
  const size: Record<number, number> = {};
  for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
    const short = view.getUint16(entry + 2, little) === 3;
    const value = short ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little);
    size[view.getUint16(entry, little)] = value;
  }
  const { 256: width, 257: height } = size;
  return width === undefined || height === undefined ? undefined : { width, height };
};

const readers: { readonly [F in SourceFormat]: ReadHeader } = {
  jpg: (_, bytes) => readJpegHeader(bytes),
  png: readPng,
  gif: readGif,
  webp: readWebp,
  avif: readAvif,
  tiff: readTiff,
  bmp: (_, bytes) => readBmpSize(bytes),
  ico: (_, bytes) => readIcoSize(bytes),
  jxl: (_, bytes) => findJxlSize(bytes),
  heic: readAvif,
  svg: () => ({ width: 1000, height: 1000 }), // a guess: it is drawn at the size that is asked for
};

/** Past this an SVG has much to draw. */
const elaborateBytes = 500_000;

const isElaborate = (bytes: Uint8Array): boolean =>
  bytes.length > elaborateBytes ||
  /<(?:\w+:)?(?:fe[A-Z]|filter|mask)|\bfilter\s*[:=]/u.test(
    new TextDecoder().decode(bytes).replaceAll('\0', ''),
  );

export const glance = (bytes: Uint8Array): Glance | undefined => {
  const sniffed = sniff(bytes);
  if (sniffed.kind !== 'known') return undefined;
  const { format } = sniffed;
  const header = tryReading(readers[format], bytes);
  if (header === undefined) return undefined;
  const { width, height, orientation = 1, pages = 1 } = header;
  return {
    facts: {
      format,
      storedWidth: width,
      storedHeight: height,
      orientation,
      pages,
      alpha: format !== 'jpg',
      bytes: bytes.length,
    },
    elaborate: format === 'svg' && isElaborate(bytes),
  };
};

/** What ends too early has no header worth mentioning. */
const tryReading = (read: ReadHeader, bytes: Uint8Array): Header | undefined => {
  try {
    return read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch (error) {
    if (error instanceof RangeError || error instanceof Failure) return undefined;
    throw error;
  }
};
