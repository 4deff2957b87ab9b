/**
 * Finds the lowest quality at which a picture looks as good as it should: encodes a sample of it, sees how good that
 * looks, and reads the rest off the curve that photographs follow on average. One look does in most cases.
 */
import sharp, { type Sharp } from 'sharp';
import type { Encode } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { biasOf, clampQuality, type LossyFormat, typicalQuality, typicalScore } from './curves.ts';
import type { Sample } from './sample.ts';
import { ssimulacra2 } from './ssimulacra2.ts';

export type EncodeLossy = (image: Sharp, encode: Encode) => Sharp;

export interface Found {
  readonly quality: number;
  readonly chroma?: '444';
  /** That the sample takes, nearly: its bytes at the quality that was looked at last, carried on to this one. */
  readonly sampleBytes: number;
}

interface Look {
  readonly quality: number;
  readonly score: number;
  readonly bytes: number;
}

/** Nearer than this, the average curve is good enough. */
const nearEnough = 5;
/** Halving the loss takes about so much more: bytes over photographs, per point. */
const bytesPerPoint = 0.047;

const rawOf = ({ data, width, height }: RawPicture): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

const lookAt = async (
  { picture, times }: Sample,
  encode: Encode,
  encodeLossy: EncodeLossy,
  quality: number,
): Promise<Look> => {
  const bytes = await encodeLossy(rawOf(picture), { ...encode, progressive: 'none', quality }).toBuffer();
  const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const score = ssimulacra2(picture, { ...picture, data });
  return { quality, score: score - biasOf(score, times), bytes: bytes.length };
};

/** Along the average curve, moved to where this picture was seen. */
const continueFrom = (format: LossyFormat, { quality, score }: Look, wanted: number): number =>
  typicalQuality(format, wanted + typicalScore(format, quality) - score);

/** Along the line through two looks; the curve, where they are of one place. */
const between = (format: LossyFormat, a: Look, b: Look, wanted: number): number => {
  const slope = (b.score - a.score) / (b.quality - a.quality);
  return Number.isFinite(slope) && slope > 0
    ? b.quality + (wanted - b.score) / slope
    : continueFrom(format, b, wanted);
};

/** What the sample takes as the settings say. */
export const weigh = async (
  { picture }: Sample,
  encode: Encode,
  encodeLossy: EncodeLossy,
): Promise<Found> => {
  const bytes = await encodeLossy(rawOf(picture), { ...encode, progressive: 'none' }).toBuffer();
  return { quality: encode.quality ?? 0, sampleBytes: bytes.length };
};

const search = async (
  format: LossyFormat,
  look: (quality: number) => Promise<Look>,
  wanted: number,
): Promise<Look> => {
  const first = await look(clampQuality(format, typicalQuality(format, wanted)));
  const next = clampQuality(format, continueFrom(format, first, wanted));
  const expect = (quality: number, { score, bytes }: Look): Look => ({
    quality,
    score: wanted,
    bytes: bytes * Math.exp((wanted - score) * bytesPerPoint),
  });
  if (Math.abs(first.score - wanted) <= nearEnough || next === first.quality) {
    return next === first.quality ? first : expect(next, first);
  }
  const second = await look(next);
  const last = clampQuality(format, between(format, first, second, wanted));
  return last === next ? second : expect(last, second);
};

/** Where 4:2:0 cannot look as good, colour gets as fine as brightness. */
export const findQuality = async (
  sample: Sample,
  encode: Encode,
  encodeLossy: EncodeLossy,
  format: LossyFormat,
  score: number,
): Promise<Found> => {
  const searchWith = async (settings: Encode): Promise<Look> =>
    search(format, async (quality) => lookAt(sample, settings, encodeLossy, quality), score);
  const found = await searchWith(encode);
  const isShort = found.score < score - 2 && encode.chroma === undefined;
  if (!isShort) return { quality: found.quality, sampleBytes: found.bytes };
  const fine = await searchWith({ ...encode, chroma: '444' });
  return { quality: fine.quality, chroma: '444', sampleBytes: fine.bytes };
};
