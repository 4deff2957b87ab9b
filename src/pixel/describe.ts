/** The answer to `fl_getinfo`: JSON about a picture that is ready to be sent. */
import sharp from 'sharp';
import type { Facts } from '../ops/facts.ts';
import { describePicture, type Info, uprightSize, type Written } from '../plan/info.ts';
import type { Rendered } from '../ports.ts';
import { findPredominantColors, type PredominantColor } from './kernels/predominant-colors.ts';
import { type OpenPipeline, toRaw } from './raw-picture.ts';

/** Enough for colours, and quickly read. */
const copySide = 64;
const mostColors = 8;

const toHex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

const describeColor = ({ r, g, b, share }: PredominantColor): readonly [string, number] => [
  `#${toHex(r)}${toHex(g)}${toHex(b)}`,
  Math.round(share * 1000) / 10,
];

const readColors = async ({ image, decodes }: OpenPipeline): Promise<Written['colors']> => {
  const copy = image
    .resize({ width: copySide, height: copySide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const pixels = await toRaw({ image: copy, decodes, size: undefined });
  return findPredominantColors(pixels, mostColors).map(describeColor);
};

const answer = (facts: Facts, info: Info, written: Written): Rendered => ({
  bytes: new TextEncoder().encode(JSON.stringify(describePicture(facts, info, written))),
  format: written.format,
  width: written.width,
  height: written.height,
});

/** What a viewer sees: the written picture is read again. `picture` is what it holds, in a format that can be read. */
export const describeRendered = async (
  facts: Facts,
  info: Info,
  { bytes, width, height, format }: Rendered,
  picture: Uint8Array,
): Promise<Rendered> => {
  const image = sharp(picture, { limitInputPixels: false });
  const colors = await readColors({ image, decodes: true, size: undefined });
  return answer(facts, info, { format, bytes: bytes.length, width, height, colors });
};

/** `decoder` is the original, opened by the rules that hold for originals. */
export const describeOriginal = async (
  facts: Facts,
  info: Info,
  bytes: number,
  decoder: OpenPipeline,
): Promise<Rendered> => {
  const colors = await readColors(decoder);
  return answer(facts, info, { format: facts.format, bytes, ...uprightSize(facts), colors });
};

/** As SDKs read it. */
export const tellBreakpoints = (facts: Facts, breakpoints: readonly number[]): Rendered => ({
  bytes: new TextEncoder().encode(JSON.stringify({ breakpoints })),
  format: facts.format,
  ...uprightSize(facts),
});
