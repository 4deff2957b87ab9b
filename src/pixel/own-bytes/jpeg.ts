/** A JPEG without anything that it says of itself. ITU-T T.81, annex B. */
import { concatenate } from './concatenate.ts';

/** Of JPEG: how to show it (JFIF, Adobe), and its colour profile. */
const keptSegments: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee]);

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
export const stripJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
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
