/**
 * A drawing of the picture: few flat tones, and ink along the dark side of edges. The ink is where a narrow blur is
 * darker than a wide one, as in https://doi.org/10.1016/j.cag.2012.03.004 (Winnemöller, Kyprianidis, Olsen: XDoG).
 */
import type { Cartoon } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { mostOpaque } from './coverage.ts';
import { lumaOf } from './luma.ts';
import { mostTones, oilPaint } from './oil-paint.ts';
import { blurPlane } from './running-means.ts';

const fewestTones = 6;
/** In pixels, at most. */
const widestBrush = 4;
/** Of the two blurs. */
const wider = 1.6;
/** Without colours, black is what is darker than this share of the mean luma, within bounds; around it is grey. */
const blackBelow = { share: 0.85, least: 35, most: 120 } as const;
const softness = 14;

const smoothstep = (low: number, high: number, value: number): number => {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return share * share * (3 - 2 * share);
};

/** What is transparent counts as paper, so that a shape gets an outline: beside what is most opaque. */
const lumas = (picture: RawPicture): Float32Array => {
  const { data, width, height, channels } = picture;
  const most = Math.max(1, mostOpaque(picture));
  const samples = new Float32Array(width * height);
  for (let at = 0, from = 0; at < samples.length; at += 1, from += channels) {
    const luma = lumaOf(data[from]!, data[from + 1]!, data[from + 2]!);
    samples[at] = channels === 4 ? 255 + ((luma - 255) * data[from + 3]!) / most : luma;
  }
  return samples;
};

/** Levels by which the narrow blur is brighter than the wide one, for fine light detail to begin and to be wholly kept. */
const shine = { faintest: 3, most: 9 } as const;

/** How much ink each tenth of a level of difference between the blurs takes, 0..1. */
const inkTable = (line: number): Float32Array => {
  const faintest = 7 - 5.5 * line;
  const most = Math.min(1, line * 2.5);
  return Float32Array.from({ length: 2551 }, (_, tenths) =>
    tenths === 0 ? 0 : most * smoothstep(faintest, faintest * 3, tenths / 10),
  );
};

/** Draws luma towards the middle of its tone; what lies between two tones stays soft. */
const flattenTable = (tones: number, reduction: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, luma) => {
    const size = 255 / (tones - 1);
    const tone = luma / size;
    const share = tone - Math.floor(tone);
    const steep = Math.floor(tone) + smoothstep(0.5 - 0.35, 0.5 + 0.35, share);
    return (steep * size - luma) * reduction;
  });

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value + 0.5);

const findMiddle = (samples: Float32Array): number => {
  let sum = 0;
  for (const luma of samples) sum += luma;
  return Math.min(blackBelow.most, Math.max(blackBelow.least, (blackBelow.share * sum) / samples.length));
};

export const cartoon = (
  picture: RawPicture,
  { line, reduction, blackWhite, sigma }: Omit<Cartoon, 'op'>,
): RawPicture => {
  const { data, width, height, channels } = picture;
  const samples = lumas(picture);
  const near = blurPlane({ samples, width, height }, sigma, 'edge');
  const far = blurPlane({ samples, width, height }, sigma * wider, 'edge');
  const ink = inkTable(line);
  const tones = Math.round(mostTones - (mostTones - fewestTones) * Math.sqrt(reduction));
  const radius = blackWhite ? 0 : Math.round(widestBrush * sigma * reduction);
  const original = radius > 0 ? data.slice() : data;
  if (radius > 0) oilPaint(picture, radius, tones);
  const middle = blackWhite ? findMiddle(samples) : 0;
  const flatter = flattenTable(tones, reduction);
  const colorful = 1 + 0.5 * reduction;
  for (let at = 0, to = 0; at < samples.length; at += 1, to += channels) {
    const difference = far[at]! - near[at]!;
    const paper = 1 - (difference <= 0 ? 0 : ink[Math.round(difference * 10)]!);
    if (blackWhite) {
      const shade = 255 * paper * smoothstep(middle - softness, middle + softness, near[at]!) + 0.5;
      data[to] = shade;
      data[to + 1] = shade;
      data[to + 2] = shade;
      continue;
    }
    // Neither a brush nor ink leaves a thin light line or a glint in an eye: those are taken from the picture.
    if (radius > 0 && difference < -shine.faintest) {
      const share = smoothstep(shine.faintest, shine.most, -difference);
      data[to] = data[to]! + (original[to]! - data[to]!) * share;
      data[to + 1] = data[to + 1]! + (original[to + 1]! - data[to + 1]!) * share;
      data[to + 2] = data[to + 2]! + (original[to + 2]! - data[to + 2]!) * share;
    }
    const luma = lumaOf(data[to]!, data[to + 1]!, data[to + 2]!);
    const target = luma + flatter[Math.round(luma)]!;
    data[to] = clamp((target + (data[to]! - luma) * colorful) * paper);
    data[to + 1] = clamp((target + (data[to + 1]! - luma) * colorful) * paper);
    data[to + 2] = clamp((target + (data[to + 2]! - luma) * colorful) * paper);
  }
  return picture;
};
