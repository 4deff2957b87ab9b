/** Brings an original that libvips has no loader for into a form that it reads. */
import { fail } from '../../errors.ts';
import type { SourceFormat } from '../../ops/facts.ts';
import { toFailure } from '../failure.ts';
import type { PixelLimits } from '../inspect.ts';
import { type RawPicture, withoutAlpha } from '../raw-picture.ts';
import { requireFormat } from '../sniff.ts';
import { bmp } from './bmp.ts';
import { heic } from './heic.ts';
import { ico } from './ico.ts';
import { jxl } from './jxl.ts';
import type { Unpacker } from './unpacker.ts';
import { writeTiff } from './write-tiff.ts';

const unpackers: Partial<Readonly<Record<SourceFormat, Unpacker>>> = { bmp, heic, ico, jxl };

const isOpaque = ({ data, channels }: RawPicture): boolean => {
  if (channels === 3) return true;
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
};

/** What was found inside may be anything that a file may be, but not another of these. */
const requireReadable = (bytes: Uint8Array): Uint8Array => {
  const format = requireFormat(bytes);
  if (unpackers[format] !== undefined || format === 'svg') throw fail('source.corrupt');
  return bytes;
};

/** Undefined where libvips reads the format itself. */
export const unpack = async (
  bytes: Uint8Array,
  format: SourceFormat,
  { maxInputPixels }: PixelLimits,
): Promise<Uint8Array | undefined> => {
  const unpacker = unpackers[format];
  if (unpacker === undefined) return undefined;
  try {
    const size = await unpacker.size(bytes);
    if (size === undefined || size.width < 1 || size.height < 1) throw fail('source.corrupt');
    if (size.width * size.height > maxInputPixels) throw fail('source.too-many-pixels');
    const unpacked = await unpacker.unpack(bytes);
    if (unpacked.kind === 'file') return requireReadable(unpacked.bytes);
    const { picture, profile } = unpacked;
    return writeTiff(isOpaque(picture) ? withoutAlpha(picture) : picture, profile);
  } catch (error) {
    throw toFailure(error, true);
  }
};
