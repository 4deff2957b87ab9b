/**
 * An original whose colours libvips does not see as they are: told by numbers rather than by a profile, or deep and wide.
 * Here it becomes sRGB, once, before anything else is done with it.
 */
import sharp from 'sharp';
import { fail } from '../../errors.ts';
import type { Facts } from '../../ops/facts.ts';
import { failOn } from '../decode.ts';
import { toFailure } from '../failure.ts';
import { writeTiff } from '../unpack/write-tiff.ts';
import type { Inspected } from '../inspect.ts';
import { readColorCodes } from './color-codes.ts';
import { type Coding, codingOf } from './coding.ts';
import { readMatrixProfile } from './matrix-profile.ts';
import { type CodedPicture, toSrgb } from './to-srgb.ts';
import { nameOfUnread } from './transfer.ts';

/** By its numbers; undefined where the colours are those of sRGB, or told by a profile. */
export const readCoding = (bytes: Uint8Array, format: Facts['format']): Coding | undefined => {
  const codes = readColorCodes(bytes, format);
  if (codes === undefined) return undefined;
  const unread = nameOfUnread(codes.transfer);
  if (unread !== undefined) {
    throw fail(
      'source.unsupported-format',
      `Originals with transfer characteristics ${codes.transfer} (${unread}) are not supported`,
    );
  }
  return codingOf(codes);
};

/** The numbers as they stand in the file. */
const decodeCoded = async (
  bytes: Uint8Array,
  { alpha }: Facts,
  limitInputPixels: number,
): Promise<CodedPicture> => {
  const image = sharp(bytes, { failOn, limitInputPixels, ignoreIcc: true });
  const { depth, bitsPerSample: bits = 16 } = await image.metadata();
  const isDeep = depth !== 'uchar';
  const shaped = alpha ? image.ensureAlpha() : image.removeAlpha();
  const { data, info } = await shaped
    .toColourspace(isDeep ? 'rgb16' : 'srgb')
    .raw({ depth: isDeep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const channels = alpha ? 4 : 3;
  if (!isDeep) return { data, most: 255, width, height, channels };
  // 10 and 12 bits stand in the upper part of 16.
  const most = (2 ** bits - 1) * 2 ** (16 - bits);
  const words = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return { data: words, most, width, height, channels };
};

/** Of 16 bits, or what is stored as such; what cannot be read is left to sharp, and so are tables. */
const readProfile = async (bytes: Uint8Array, limitInputPixels: number): Promise<Coding | undefined> => {
  const { icc, depth } = await sharp(bytes, { failOn, limitInputPixels }).metadata();
  if (icc === undefined || depth !== 'ushort') return undefined;
  try {
    return readMatrixProfile(icc);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** In the place of the original's bytes; undefined where they are fine as they are. One page, turned as the file is. */
export const convertCoded = async (
  bytes: Uint8Array,
  { facts, deepProfile }: Inspected,
  maxInputPixels: number,
): Promise<Uint8Array | undefined> => {
  try {
    const numbered = readCoding(bytes, facts.format);
    const coding =
      numbered ?? (deepProfile && facts.pages === 1 ? await readProfile(bytes, maxInputPixels) : undefined);
    if (coding === undefined) return undefined;
    return writeTiff(toSrgb(await decodeCoded(bytes, facts, maxInputPixels), coding));
  } catch (error) {
    throw toFailure(error, true);
  }
};
