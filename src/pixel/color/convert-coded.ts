/**
 * An original whose colours are told by numbers rather than by a profile: libvips takes it for sRGB. Here it becomes that,
 * once, before anything else is done with it.
 */
import sharp from 'sharp';
import { fail } from '../../errors.ts';
import type { Facts } from '../../ops/facts.ts';
import { failOn } from '../decode.ts';
import { toFailure } from '../failure.ts';
import { writeTiff } from '../unpack/write-tiff.ts';
import { type ColorCodes, readColorCodes } from './color-codes.ts';
import { type CodedPicture, isSrgb, toSrgb } from './to-srgb.ts';
import { nameOfUnread } from './transfer.ts';

/** Undefined where the colours are those of sRGB, or told by a profile. */
export const readForeignCodes = (bytes: Uint8Array, format: Facts['format']): ColorCodes | undefined => {
  const codes = readColorCodes(bytes, format);
  if (codes === undefined) return undefined;
  const unread = nameOfUnread(codes.transfer);
  if (unread !== undefined) {
    throw fail(
      'source.unsupported-format',
      `Originals with transfer characteristics ${codes.transfer} (${unread}) are not supported`,
    );
  }
  return isSrgb(codes) ? undefined : codes;
};

/** The numbers as they stand in the file. */
const decodeCoded = async (
  bytes: Uint8Array,
  { alpha }: Facts,
  limitInputPixels: number,
): Promise<CodedPicture> => {
  const image = sharp(bytes, { failOn, limitInputPixels, ignoreIcc: true });
  const { depth, bitsPerSample: bits = 8 } = await image.metadata();
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

/** In the place of the original's bytes; undefined where they are fine as they are. One page, turned as the file is. */
export const convertCoded = async (
  bytes: Uint8Array,
  facts: Facts,
  maxInputPixels: number,
): Promise<Uint8Array | undefined> => {
  try {
    const codes = readForeignCodes(bytes, facts.format);
    if (codes === undefined) return undefined;
    return writeTiff(toSrgb(await decodeCoded(bytes, facts, maxInputPixels), codes));
  } catch (error) {
    throw toFailure(error, true);
  }
};
