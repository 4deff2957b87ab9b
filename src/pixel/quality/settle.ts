/** From what a picture is to look like to how it is written: `q_auto`. */
import sharp from 'sharp';
import type { Aim } from '../../plan/aim.ts';
import type { Encode, Settled } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { clampQuality, isLossy, type LossyFormat, typicalQuality } from './curves.ts';
import { type EncodeLossy, findQuality, type Found } from './find-quality.ts';
import { fitsPalette, isDrawing } from './look.ts';
import { flattenAll, type Sample, takeSample } from './sample.ts';

/** Damage shows more around letters and lines than the metric says. */
const drawingBonus = 5;
/** Times the bytes that a drawing may take when it is written without any damage. */
const losslessWorth = 1.5;

/** Where nobody looks, or can: what does on average. */
export const settleBlind = ({ format }: Encode, score: number): Settled =>
  isLossy(format) ? { quality: clampQuality(format, typicalQuality(format, score)) } : {};

const losslessBytes = async ({ picture: { data, width, height } }: Sample): Promise<number> => {
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ lossless: true, effort: 2 })
    .toBuffer();
  return bytes.length;
};

const toSettled = ({ quality, chroma: found }: Found, given: Encode['chroma']): Settled => {
  const chroma = found ?? given;
  return { quality, ...(chroma !== undefined && { chroma }) };
};

const settleLossy = async (
  sample: Sample,
  encode: Encode,
  format: LossyFormat,
  score: number,
  encodeLossy: EncodeLossy,
): Promise<Settled> => {
  if (!isDrawing(sample.picture)) {
    const found = await findQuality(sample, encode, encodeLossy, format, score);
    return toSettled(found, encode.chroma);
  }
  const fine: Encode = { ...encode, chroma: encode.chroma ?? '444' };
  const found = await findQuality(sample, fine, encodeLossy, format, score + drawingBonus);
  if (format === 'webp' && (await losslessBytes(sample)) <= losslessWorth * found.sampleBytes) {
    return { lossless: true };
  }
  return toSettled(found, fine.chroma);
};

/** `encodeLossy` is how the engine writes. */
export const settle = async (
  picture: RawPicture,
  encode: Encode,
  { score }: Aim,
  encodeLossy: EncodeLossy,
): Promise<Settled> => {
  const { format } = encode;
  if (format === 'png') return encode.pixels === undefined && fitsPalette(picture) ? { pixels: 'png8' } : {};
  if (!isLossy(format) || encode.space !== undefined) return settleBlind(encode, score);
  const sample = takeSample(picture, format === 'jpg' ? 'small' : 'large');
  if (sample !== undefined) return settleLossy(sample, encode, format, score, encodeLossy);
  const blind = settleBlind(encode, score);
  return isDrawing(flattenAll(picture)) ? { ...blind, chroma: encode.chroma ?? '444' } : blind;
};
