/**
 * Which characters a font has: its `cmap` table, in the two forms that fonts of today have.
 * https://learn.microsoft.com/typography/opentype/spec/cmap
 */
import { readSfnt, tableOf } from './sfnt.ts';

/** A bit for each code point. */
export interface CharacterSet {
  readonly has: (codePoint: number) => boolean;
}

const maxCodePoint = 0x10ffff;

/** The whole of Unicode before the first 65,536. */
const preferences = ['3.10', '0.6', '0.4', '3.1', '0.3'];

const findSubtable = (cmap: DataView): number | undefined => {
  const found = new Map<string, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = 4 + index * 8;
    found.set(`${cmap.getUint16(at)}.${cmap.getUint16(at + 2)}`, cmap.getUint32(at + 4));
  }
  const best = preferences.find((preference) => found.has(preference));
  return best === undefined ? undefined : found.get(best);
};

type Add = (first: number, last: number, isThere: (codePoint: number) => boolean) => void;

const always = (): boolean => true;

/** Format 12: groups of code points, whose glyphs are numbered on. */
const readGroups = (cmap: DataView, start: number, add: Add): void => {
  const count = cmap.getUint32(start + 12);
  for (let index = 0; index < count; index += 1) {
    const at = start + 16 + index * 12;
    add(cmap.getUint32(at), cmap.getUint32(at + 4), always);
  }
};

/** Format 4: segments, each with a number to add, or an offset into a list of glyphs; glyph 0 is none. */
const readSegments = (cmap: DataView, start: number, add: Add): void => {
  const size = cmap.getUint16(start + 6);
  const ends = start + 14;
  const starts = ends + size + 2;
  for (let index = 0; index < size; index += 2) {
    const first = cmap.getUint16(starts + index);
    const rangeAt = starts + 2 * size + index;
    const range = cmap.getUint16(rangeAt);
    const listed = (codePoint: number): boolean =>
      cmap.getUint16(rangeAt + range + (codePoint - first) * 2) !== 0;
    add(first, Math.min(cmap.getUint16(ends + index), 0xfffe), range === 0 ? always : listed);
  }
};

/** Undefined for a font that cannot be read. */
export const readCharacters = (bytes: Uint8Array): CharacterSet | undefined => {
  const sfnt = readSfnt(bytes);
  const cmap = sfnt && tableOf(sfnt, 'cmap');
  if (cmap === undefined) return undefined;
  const bits = new Uint8Array((maxCodePoint + 1) / 8);
  let next = 0;
  const add: Add = (first, last, isThere) => {
    // They come in order; whoever lets them overlap wants to keep us busy.
    if (first < next || last > maxCodePoint) throw new RangeError('Out of order');
    for (let codePoint = first; codePoint <= last; codePoint += 1) {
      if (isThere(codePoint)) bits[codePoint >> 3]! |= 1 << (codePoint & 7);
    }
    next = Math.max(next, last + 1);
  };
  try {
    const start = findSubtable(cmap);
    if (start === undefined) return undefined;
    const format = cmap.getUint16(start);
    if (format === 12) readGroups(cmap, start, add);
    else if (format === 4) readSegments(cmap, start, add);
    else return undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // also for what points beyond its end
    throw error;
  }
  return { has: (codePoint) => (bits[codePoint >> 3]! & (1 << (codePoint & 7))) !== 0 };
};
