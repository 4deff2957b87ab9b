/** `f_auto`: the format in which the finished picture takes the fewest bytes for the same look. */
import type { OutputFormat } from '../../ops/facts.ts';
import type { Encode, Settled } from '../../plan/plan.ts';
import type { RawPicture } from '../raw-picture.ts';
import { isLossy, type LossyFormat, typicalScore } from './curves.ts';
import { type EncodeLossy, findQuality, type Found, weigh } from './find-quality.ts';
import { fitsPalette, isDrawing } from './look.ts';
import { putRight } from './put-right.ts';
import { type Sample, takeSample } from './sample.ts';
import { drawingBonus, losslessBytes, losslessWorth, settleBlind, toSettled } from './settle.ts';

interface Candidate {
  readonly settled: Settled & { readonly format: OutputFormat };
  /** Of the sample, by which candidates are compared. */
  readonly bytes: number;
  /** How good it is to look, where that was looked for. */
  readonly wanted?: number;
}

/** What is asked of every format. */
export interface Wish {
  readonly encode: Encode;
  readonly formats: readonly OutputFormat[];
  readonly encodeLossy: EncodeLossy;
  /** The number for JPEG that the chain gives, or how good it has to look. */
  readonly goal: { readonly quality: number } | { readonly score: number };
}

/** A quality that is given is one of JPEG: other formats get the one that looks like it on average. */
const scoreOf = ({ goal }: Wish): number =>
  'score' in goal ? goal.score : typicalScore('jpg', goal.quality);

const lossyCandidate = async (
  sample: Sample,
  wish: Wish,
  format: LossyFormat,
  bonus: number,
): Promise<Candidate> => {
  const { encode, encodeLossy, goal } = wish;
  const settings: Encode = {
    ...encode,
    format,
    ...(bonus > 0 && { chroma: encode.chroma ?? '444' }),
  };
  const score = scoreOf(wish) + bonus;
  const toCandidate = (found: Found): Candidate => ({
    settled: { format, ...toSettled(found, settings.chroma) },
    bytes: found.sampleBytes,
  });
  return 'score' in goal
    ? { ...toCandidate(await findQuality(sample, settings, encodeLossy, format, score)), wanted: score }
    : toCandidate(await weigh(sample, { ...settings, ...settleBlind({ format }, score) }, encodeLossy));
};

/** Without damage, WebP takes fewer bytes than PNG. */
const losslessCandidate = async (
  sample: Sample,
  formats: readonly OutputFormat[],
  picture: RawPicture,
): Promise<Candidate> => {
  if (formats.includes('webp')) {
    return { settled: { format: 'webp', lossless: true }, bytes: await losslessBytes(sample, 'webp') };
  }
  const palette = fitsPalette(picture);
  return {
    settled: { format: 'png', ...(palette && { pixels: 'png8' }) },
    bytes: await losslessBytes(sample, 'png', palette),
  };
};

/** Too small, or too narrow, to be judged: what looks alike on average, and the newest format that may be used. */
const withoutSample = (picture: RawPicture, wish: Wish): Candidate['settled'] => {
  const [format = 'png'] = wish.formats;
  if (format === 'png') return { format, ...(fitsPalette(picture) && { pixels: 'png8' }) };
  return { format, ...settleBlind({ format }, scoreOf(wish)) };
};

export const settleAmong = async (picture: RawPicture, wish: Wish): Promise<Candidate['settled']> => {
  const { formats } = wish;
  const lossy = formats.filter(isLossy);
  const sample = takeSample(picture);
  if (sample === undefined || lossy.length === 0) return withoutSample(picture, wish);
  const drawing = isDrawing(sample.picture);
  const candidates: Candidate[] = [];
  if (drawing) {
    const { settled, bytes } = await losslessCandidate(sample, formats, picture);
    candidates.push({ settled, bytes: bytes / losslessWorth });
  }
  for (const format of lossy) {
    candidates.push(await lossyCandidate(sample, wish, format, drawing ? drawingBonus : 0));
  }
  const [first, ...others] = candidates;
  const smallest = others.reduce<Candidate>((best, next) => (next.bytes < best.bytes ? next : best), first!);
  return putRight(picture, wish.encode, wish.encodeLossy, smallest.settled, smallest.wanted);
};
