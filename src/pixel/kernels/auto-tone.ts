/**
 * Levels, colour balance and brightness by what is in the picture. Levels are ImageMagick's -contrast-stretch over all
 * channels (https://imagemagick.org/script/command-line-options.php#contrast-stretch). The balance makes the brightest
 * white and the darkest black; each channel stretched by itself, as ImageMagick offers, takes the red out of skin
 * beside a red hat. What is nearly flat has nothing to be stretched but noise: below a fifth of the full range of lumas
 * the effect fades, down to none on one colour.
 */
import type { AutoTone } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { countBytes, findRange, type Histograms, type Range, total } from './histogram.ts';
import { lookUp } from './look-up.ts';
import { lumaOf } from './luma.ts';

/** Cut off at either end: single specks decide nothing. */
const clip = 0.005;
const widestSpread = 51;
/** Saturations of what is brightest: a lamp or a sky up to the one, an object of that colour from the other on. */
const tinted = 0.25;
const colored = 0.5;

type Curve = (value: number) => number;
type Channels<T> = readonly [red: T, green: T, blue: T];

const clampUnit = (value: number): number => Math.min(1, Math.max(0, value));

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

const stretch =
  ({ low, high }: Range): Curve =>
  (value) =>
    clampUnit((value * 255 - low) / Math.max(1, high - low));

/** The exponent that takes the mean of what the curve makes of these tones a little below the middle. */
const findExponent = (luma: Float64Array, curve: Curve): number => {
  const all = total(luma);
  if (all === 0) return 1;
  const mean = luma.reduce((sum, count, byte) => sum + count * curve(byte / 255), 0) / all;
  if (mean <= 0 || mean >= 1) return 1;
  return Math.min(1.6, Math.max(0.45, Math.log(0.45) / Math.log(mean)));
};

const addUp = (...histograms: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: 256 }, (_, byte) =>
    histograms.reduce((counted, histogram) => counted + histogram[byte]!, 0),
  );

/** The mean colours of what is as dark as the darkest, and as bright as the brightest. */
const findEnds = (
  { data, channels }: RawPicture,
  { low, high }: Range,
): { readonly dark: Channels<number>; readonly bright: Channels<number> } => {
  const sums = new Float64Array(8);
  for (let at = 0; at < data.length; at += channels) {
    const luma = Math.round(lumaOf(data[at]!, data[at + 1]!, data[at + 2]!));
    if (luma > low && luma < high) continue;
    const weight = channels === 4 ? data[at + 3]! : 255;
    const end = luma <= low ? 0 : 4;
    sums[end]! += data[at]! * weight;
    sums[end + 1]! += data[at + 1]! * weight;
    sums[end + 2]! += data[at + 2]! * weight;
    sums[end + 3]! += weight;
  }
  const meanAt = (end: number): Channels<number> => {
    const count = Math.max(1, sums[end + 3]!);
    return [sums[end]! / count, sums[end + 1]! / count, sums[end + 2]! / count];
  };
  return { dark: meanAt(0), bright: meanAt(4) };
};

/** From where to where each channel reaches, as far as what is brightest can be taken for white. */
const balance = (picture: RawPicture, lumas: Range, together: Range): Channels<Range> => {
  const { dark, bright } = findEnds(picture, lumas);
  const most = Math.max(...bright);
  const saturation = most === 0 ? 0 : (most - Math.min(...bright)) / most;
  const trust = clampUnit((colored - saturation) / (colored - tinted));
  const rangeOf = (channel: 0 | 1 | 2): Range => ({
    low: mix(together.low, dark[channel], trust),
    high: mix(together.high, bright[channel], trust),
  });
  return [rangeOf(0), rangeOf(1), rangeOf(2)];
};

export const autoTone = (
  picture: RawPicture,
  { contrast, color, brightness, blend }: Omit<AutoTone, 'op'>,
): RawPicture => {
  const { red, green, blue, luma }: Histograms = countBytes(picture);
  const lumas = findRange(luma, clip);
  const strength = Math.min(1, (lumas.high - lumas.low) / widestSpread);
  if (strength === 0) return picture;
  const together = findRange(addUp(red, green, blue), clip);
  const apart = color > 0 ? balance(picture, lumas, together) : ([together, together, together] as const);
  const stretched = (range: Range): Curve => {
    const curve = stretch(range);
    return (value) => mix(value, curve(value), contrast * strength);
  };
  const level = stretched(together);
  const exponent = mix(1, findExponent(luma, level), brightness * strength);
  const tables = apart.flatMap((range) => {
    const own = stretched(range);
    return Array.from({ length: 256 }, (_, byte) => {
      const value = byte / 255;
      return Math.round(255 * mix(value, mix(level(value), own(value), color) ** exponent, blend));
    });
  });
  return lookUp(picture, tables);
};
