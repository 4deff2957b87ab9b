/** From what a picture is to look like to how it is written, in a format that is given: `q_auto`. */
import sharp from 'sharp';
import type { Encode, Settled } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { clampQuality, isLossy, type LossyFormat, typicalQuality } from './curves.ts';
import { type EncodeLossy, findQuality, type Found } from './find-quality.ts';
import { fitsPalette, isDrawing } from './look.ts';
import { putRight } from './put-right.ts';
import { flattenAll, type Sample, takeSample } from './sample.ts';

/** Damage shows more around letters and lines than the metric says. */
export const drawingBonus = 5;
/**
 * Times the bytes that a drawing may take when it is written without any damage. Of a sample, whose edges cost more without
 * damage than with it: of whole drawings, that is about 1.3 times.
 */
export const losslessWorth = 1.8;

/** Where nobody looks, or can: what does on average. */
export const settleBlind = ({ format }: Pick<Encode, 'format'>, score: number): Settled =>
  isLossy(format) ? { quality: clampQuality(format, typicalQuality(format, score)) } : {};

/** Of the sample without any damage. */
export const losslessBytes = async (
  { picture: { data, width, height } }: Sample,
  format: 'png' | 'webp',
  palette = false,
): Promise<number> => {
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const written = format === 'webp' ? image.webp({ lossless: true, effort: 2 }) : image.png({ palette });
  return (await written.toBuffer()).length;
};

export const toSettled = ({ quality, chroma: found }: Found, given: Encode['chroma']): Settled => {
  const chroma = found ?? given;
  return { quality, ...(chroma !== undefined && { chroma }) };
};

const settleLossy = async (
  sample: Sample,
  encode: Encode,
  format: LossyFormat,
  wanted: number,
  encodeLossy: EncodeLossy,
): Promise<Settled> => {
  const found = await findQuality(sample, encode, encodeLossy, format, wanted);
  if (format !== 'webp' || !isDrawing(sample.picture)) return toSettled(found, encode.chroma);
  const without = await losslessBytes(sample, 'webp');
  return without <= losslessWorth * found.sampleBytes
    ? { lossless: true, whole: true }
    : toSettled(found, encode.chroma);
};

/** `encodeLossy` is how the engine writes. */
export const settle = async (
  picture: RawPicture,
  encode: Encode,
  score: number,
  encodeLossy: EncodeLossy,
): Promise<Settled> => {
  const { format } = encode;
  if (format === 'png') return encode.pixels === undefined && fitsPalette(picture) ? { pixels: 'png8' } : {};
  if (!isLossy(format) || encode.space !== undefined) return settleBlind(encode, score);
  const sample = takeSample(picture);
  if (sample !== undefined) {
    const isFine = isDrawing(sample.picture);
    const manner: Encode = isFine ? { ...encode, chroma: encode.chroma ?? '444' } : encode;
    const wanted = isFine ? score + drawingBonus : score;
    const settled = await settleLossy(sample, manner, format, wanted, encodeLossy);
    return putRight(picture, manner, encodeLossy, settled, wanted);
  }
  const blind = settleBlind(encode, score);
  return isDrawing(flattenAll(picture)) ? { ...blind, chroma: encode.chroma ?? '444' } : blind;
};
