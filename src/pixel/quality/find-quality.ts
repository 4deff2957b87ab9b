/**
 * Finds the lowest quality at which a picture looks as good as it should: encodes a sample of it, sees how good that
 * looks, and reads the rest off the curve that photographs follow on average. One look does in most cases.
 */
import sharp, { type Sharp } from 'sharp';
import type { Encode } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { biasOf, clampQuality, type LossyFormat, typicalQuality, typicalScore } from './curves.ts';
import { type Sample, takeWhole } from './sample.ts';
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

/** No picture comes nearer to the original than this. */
const minLoss = 0.5;
/** Halving the loss takes about so much more: bytes over photographs, per point. */
const bytesPerPoint = 0.047;

const rawOf = ({ data, width, height }: RawPicture): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

const lookAt = async (
  format: LossyFormat,
  { picture, tiling }: Sample,
  encode: Encode,
  encodeLossy: EncodeLossy,
  quality: number,
): Promise<Look> => {
  const bytes = await encodeLossy(rawOf(picture), { ...encode, progressive: 'none', quality }).toBuffer();
  const data = await sharp(bytes).removeAlpha().raw().toBuffer();
  const score = ssimulacra2(picture, { ...picture, data });
  return { quality, score: score - biasOf(format, score, tiling), bytes: bytes.length };
};

/** What is lost of a picture is lost faster or slower, in proportion, than it is on average: by how much. */
const rateOf = (format: LossyFormat, { quality, score }: Look): number =>
  Math.max(minLoss, 100 - score) / (100 - typicalScore(format, quality));

const continueFrom = (format: LossyFormat, look: Look, wanted: number): number =>
  typicalQuality(format, 100 - (100 - wanted) / rateOf(format, look));

/** What a look at another quality would see, if the picture follows the average curve. */
const expectAt = (format: LossyFormat, look: Look, quality: number): Look => {
  const score = 100 - (100 - typicalScore(format, quality)) * rateOf(format, look);
  return { quality, score, bytes: look.bytes * Math.exp((score - look.score) * bytesPerPoint) };
};

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

interface Search {
  readonly format: LossyFormat;
  readonly wanted: number;
  readonly look: (quality: number) => Promise<Look>;
  /** How far the first look may be off for the average curve to be good enough. */
  readonly nearEnough: number;
  /** How much of that is believed: what a sample says lies a little farther from the average than the truth. */
  readonly trust: number;
}

const search = async ({ format, wanted, look, nearEnough, trust }: Search, start: number): Promise<Look> => {
  const first = await look(clampQuality(format, start));
  const off = first.score - wanted;
  if (Math.abs(off) <= nearEnough) {
    const believed = { ...first, score: wanted + trust * off };
    return expectAt(format, believed, clampQuality(format, continueFrom(format, believed, wanted)));
  }
  const next = clampQuality(format, continueFrom(format, first, wanted));
  if (next === first.quality) return first;
  const second = await look(next);
  const last = clampQuality(format, between(format, first, second, wanted));
  return last === next ? second : expectAt(format, second, last);
};

const ofSample: { readonly [F in LossyFormat]: Pick<Search, 'nearEnough' | 'trust'> } = {
  jpg: { nearEnough: 7, trust: 0.95 },
  webp: { nearEnough: 7, trust: 0.85 },
  avif: { nearEnough: 7, trust: 0.85 },
};
/** Where nothing but the curve is inexact. */
const ofWhole = { nearEnough: 1, trust: 1 };

/** Where 4:2:0 cannot look as good, colour gets as fine as brightness. */
export const findQuality = async (
  sample: Sample,
  encode: Encode,
  encodeLossy: EncodeLossy,
  format: LossyFormat,
  wanted: number,
): Promise<Found> => {
  const searchWith = async (settings: Encode): Promise<Look> => {
    const look = async (quality: number): Promise<Look> =>
      lookAt(format, sample, settings, encodeLossy, quality);
    const manner = sample.tiling ? ofSample[format] : ofWhole;
    return search({ format, wanted, look, ...manner }, typicalQuality(format, wanted));
  };
  const found = await searchWith(encode);
  const isShort = found.score < wanted - 2 && encode.chroma === undefined;
  if (!isShort) return { quality: found.quality, sampleBytes: found.bytes };
  const fine = await searchWith({ ...encode, chroma: '444' });
  return { quality: fine.quality, chroma: '444', sampleBytes: fine.bytes };
};

/** What was found of a sample, put right by looks at the whole picture: for whoever has the time. */
export const correctQuality = async (
  picture: RawPicture,
  encode: Encode,
  encodeLossy: EncodeLossy,
  format: LossyFormat,
  wanted: number,
): Promise<number> => {
  const whole = takeWhole(picture);
  const look = async (quality: number): Promise<Look> => lookAt(format, whole, encode, encodeLossy, quality);
  const start = encode.quality ?? typicalQuality(format, wanted);
  return (await search({ format, wanted, look, ...ofWhole }, start)).quality;
};
