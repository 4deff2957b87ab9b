/** The facts of an original from its header alone; whatever cannot or must not be decoded is refused here. */
import sharp, { type Metadata } from 'sharp';
import { fail } from '../errors.ts';
import type { Facts, Orientation, Pace, SourceFormat } from '../ops/facts.ts';
import { usualDelayMs } from '../ops/motion.ts';
import type { Limits } from '../ports.ts';
import { failOn } from './decode.ts';
import { toFailure } from './failure.ts';
import { readJpegHeader } from './jpeg-header.ts';

export type PixelLimits = Pick<Limits, 'maxFramePixels' | 'maxFrames' | 'maxInputPixels'>;

export interface Inspected {
  readonly facts: Facts;
  /** Decodes to 8-bit sRGB with three or four channels, so that any operation may follow at once. */
  readonly plain: boolean;
  /** More than eight bits with a profile: sharp works in Display P3 then, and must be told to come back. */
  readonly deepProfile: boolean;
}

export const inspect = async (
  bytes: Uint8Array,
  format: SourceFormat,
  limits: PixelLimits,
): Promise<Inspected> => {
  const jpeg = format === 'jpg' ? describeJpeg(bytes, limits) : undefined;
  if (jpeg !== undefined) return jpeg;
  const metadata = await readHeader(bytes, limits);
  if (metadata.format === 'heif' && metadata.compression !== 'av1') {
    throw fail('source.unsupported-format', 'HEIC that calls itself AVIF is not supported');
  }
  const pages = metadata.pages ?? 1;
  const storedHeight = metadata.pageHeight ?? metadata.height;
  if (pages > limits.maxFrames) throw fail('source.too-many-frames');
  const animates = format === 'gif' || format === 'webp';
  if (animates && pages > 1 && metadata.width * storedHeight * pages > limits.maxFramePixels) {
    throw fail('source.too-many-pixels', 'The frames of the original have too many pixels together');
  }
  const facts: Facts = {
    format,
    storedWidth: metadata.width,
    storedHeight,
    orientation: orientationOf(metadata),
    pages,
    ...(animates && pages > 1 && { pace: paceOf(metadata, pages) }),
    alpha: metadata.hasAlpha,
    ...(metadata.space === 'cmyk' && { cmyk: true }),
    bytes: bytes.length,
    ...densityOf(metadata),
  };
  const deep = metadata.depth !== 'uchar';
  const plain = !deep && (metadata.space === 'srgb' || metadata.space === 'rgb') && metadata.channels >= 3;
  return { facts, plain, deepProfile: deep && metadata.hasProfile };
};

/** An ordinary JPEG, without asking libvips; undefined for what is not ordinary. */
export const describeJpeg = (bytes: Uint8Array, { maxInputPixels }: PixelLimits): Inspected | undefined => {
  const header = readJpegHeader(bytes);
  if (header === undefined) return undefined;
  const { width, height, orientation, density } = header;
  if (width * height > maxInputPixels) throw fail('source.too-many-pixels');
  return {
    facts: {
      format: 'jpg',
      storedWidth: width,
      storedHeight: height,
      orientation,
      pages: 1,
      alpha: false,
      bytes: bytes.length,
      ...(density !== undefined && { density }),
    },
    plain: true,
    deepProfile: false,
  };
};

/** 72 without a unit is what libvips says of a picture that says nothing. */
const densityOf = ({ density, resolutionUnit }: Metadata): Pick<Facts, 'density'> =>
  density === undefined || (density === 72 && resolutionUnit === undefined) ? {} : { density };

const readHeader = async (bytes: Uint8Array, limits: PixelLimits): Promise<Metadata> => {
  try {
    return await sharp(bytes, { failOn, limitInputPixels: limits.maxInputPixels }).metadata();
  } catch (error) {
    throw toFailure(error, true);
  }
};

/** A file that says nothing of its pace is shown as browsers do. */
const paceOf = ({ delay, loop }: Metadata, pages: number): Pace => ({
  delaysMs: Array.from({ length: pages }, (_, page) => delay?.[page] ?? usualDelayMs),
  plays: loop ?? 0,
});

const orientationOf = ({ orientation }: Metadata): Orientation =>
  orientation !== undefined && orientation >= 1 && orientation <= 8 ? (orientation as Orientation) : 1;
