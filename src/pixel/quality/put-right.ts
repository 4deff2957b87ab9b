/** What a sample said, put right by looks at the whole picture: for whoever has the time. */
import { maxWholePixels } from '../../plan/aim.ts';
import type { Encode, Settled } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { isLossy } from './curves.ts';
import { correctQuality, type EncodeLossy } from './find-quality.ts';

/** `wanted` is the score that was aimed at; the sample's word is good enough for what is written without any damage. */
export const putRight = async <Found extends Settled>(
  picture: RawPicture,
  encode: Encode,
  encodeLossy: EncodeLossy,
  settled: Found,
  wanted: number | undefined,
): Promise<Found> => {
  if (encode.thorough !== true || wanted === undefined) return settled;
  const settings = { ...encode, ...settled };
  const { format } = settings;
  const isLarge = picture.width * picture.height > maxWholePixels;
  if (!isLossy(format) || settings.lossless === true || isLarge) return settled;
  const quality = await correctQuality(picture, settings, encodeLossy, format, wanted);
  return { ...settled, quality, whole: true };
};
