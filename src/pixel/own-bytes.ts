/** The bytes of an original without anything that it says of itself, its pixels and their colour untouched. */
import type { Facts } from '../ops/facts.ts';

/** Of JPEG: how to show it (JFIF, Adobe), and its colour profile. */
const keptSegments: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const isProfile = (segment: Uint8Array): boolean =>
  String.fromCodePoint(...segment.subarray(4, 15)) === 'ICC_PROFILE';

/** Where the next marker is behind those bytes of a scan that only look like one: escaped ones, and restarts. */
const findMarker = (bytes: Uint8Array, from: number): number => {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && isWithinScan(bytes[at + 1])) at = bytes.indexOf(0xff, at + 1);
  return at;
};

const isWithinScan = (marker: number | undefined): boolean =>
  marker === 0 || marker === 0xff || (marker !== undefined && marker >= 0xd0 && marker <= 0xd7);

/**
 * Segment by segment, up to the end of the picture: behind it may lie others, with words of their own. Undefined for what
 * is not built that way.
 */
const stripJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= bytes.length) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === 0xff) return undefined;
    if (marker === 0xd9) {
      parts.push(bytes.subarray(at, at + 2));
      return concatenate(parts);
    }
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    const next = marker === 0xda ? findMarker(bytes, end) : end;
    if (next === -1) return undefined;
    const segment = bytes.subarray(at, next);
    const isSaid = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    const isKept = !isSaid || (keptSegments.has(marker) && (marker !== 0xe2 || isProfile(segment)));
    if (isKept) parts.push(segment);
    at = next;
  }
  return undefined;
};

/** What is needed to show a PNG; texts, times and EXIF are not. */
const keptChunks: ReadonlySet<string> = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP']);

const stripPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + view.getUint32(at);
    const name = String.fromCodePoint(...bytes.subarray(at + 4, at + 8));
    if (next > bytes.length || name === 'acTL') return undefined;
    const isCritical = (bytes[at + 4]! & 0x20) === 0;
    if (isCritical || keptChunks.has(name)) parts.push(bytes.subarray(at, next));
    at = next;
    if (name === 'IEND') return concatenate(parts);
  }
  return undefined;
};

/** Undefined where they would show something else than the developed picture does, or where that is not certain. */
export const ownBytes = (
  bytes: Uint8Array,
  { format, orientation, cmyk, pages }: Facts,
): Uint8Array | undefined => {
  if (orientation !== 1 || cmyk === true || pages > 1) return undefined;
  if (format === 'jpg') return stripJpeg(bytes);
  return format === 'png' ? stripPng(bytes) : undefined;
};
