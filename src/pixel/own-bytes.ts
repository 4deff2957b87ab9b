/** The bytes of an original without anything that it says of itself, its pixels and their colour untouched. */
import type { Facts, SourceFormat } from '../ops/facts.ts';
import { stripAvif } from './own-bytes/avif.ts';
import { stripGif } from './own-bytes/gif.ts';
import { stripJpeg } from './own-bytes/jpeg.ts';
import { stripPng } from './own-bytes/png.ts';
import { stripWebp } from './own-bytes/webp.ts';

/** Each answers undefined for what is not built as usual. */
const strippers: Partial<Readonly<Record<SourceFormat, (bytes: Uint8Array) => Uint8Array | undefined>>> = {
  avif: stripAvif,
  gif: stripGif,
  jpg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
};

/** Undefined where they would show something else than the developed picture does, or where that is not certain. */
export const ownBytes = (bytes: Uint8Array, facts: Facts): Uint8Array | undefined => {
  const { format, orientation, cmyk, pages, pace } = facts;
  const isOnePicture = pages === 1 || pace !== undefined;
  if (orientation !== 1 || cmyk === true || !isOnePicture) return undefined;
  try {
    return strippers[format]?.(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // something is missing that is spoken of
    throw error;
  }
};
