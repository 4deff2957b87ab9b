/**
 * Levels and brightness by what is in the picture, after ImageMagick's -contrast-stretch and -auto-gamma
 * (https://imagemagick.org/script/command-line-options.php#contrast-stretch). What is nearly flat has nothing to be
 * stretched but noise: below a fifth of the full range the effect fades, down to none on one colour.
 */
import type { AutoTone } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { countBytes, findRange, type Histograms, total } from './histogram.ts';
import { lookUp } from './look-up.ts';

/** Cut off at either end: single specks decide nothing. */
const clip = 0.005;
const widestSpread = 51;

type Curve = (value: number) => number;

const stretch = (histogram: Float64Array): { readonly curve: Curve; readonly strength: number } => {
  const { low, high } = findRange(histogram, clip);
  const spread = high - low;
  if (spread === 0) return { curve: (value) => value, strength: 0 };
  return {
    curve: (value) => Math.min(1, Math.max(0, (value * 255 - low) / spread)),
    strength: Math.min(1, spread / widestSpread),
  };
};

/** The exponent that takes the mean of what the curve makes of these tones a little below the middle. */
const findExponent = (luma: Float64Array, curve: Curve): number => {
  const all = total(luma);
  if (all === 0) return 1;
  const mean = luma.reduce((sum, count, byte) => sum + count * curve(byte / 255), 0) / all;
  if (mean <= 0 || mean >= 1) return 1;
  return Math.min(1.6, Math.max(0.45, Math.log(0.45) / Math.log(mean)));
};

const sum = (...histograms: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: 256 }, (_, byte) =>
    histograms.reduce((counted, histogram) => counted + histogram[byte]!, 0),
  );

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

export const autoTone = (
  picture: RawPicture,
  { contrast, color, brightness, blend }: Omit<AutoTone, 'op'>,
): RawPicture => {
  const { red, green, blue, luma }: Histograms = countBytes(picture);
  const together = stretch(sum(red, green, blue));
  const level: Curve = (value) => mix(value, together.curve(value), contrast * together.strength);
  const exponent = mix(1, findExponent(luma, level), brightness * stretch(luma).strength);
  const tables = [red, green, blue].flatMap((histogram) => {
    const apart = stretch(histogram);
    return Array.from({ length: 256 }, (_, byte) => {
      const value = byte / 255;
      const own = mix(value, apart.curve(value), contrast * apart.strength);
      return Math.round(255 * mix(value, mix(level(value), own, color) ** exponent, blend));
    });
  });
  return lookUp(picture, tables);
};
