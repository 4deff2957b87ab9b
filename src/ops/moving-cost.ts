/** How long animations take to read and to write, in milliseconds of one core: what libvips takes. Pure. */
import type { Canvas, Facts, OutputFormat } from './facts.ts';

/**
 * The frames of an animation are read this many pixels at a time. Both GIF and WebP are read from their first frame on, so
 * that each further stretch costs what is left out again: 128 MB at a time makes one stretch of nearly all that there is.
 */
export const stretchPixels = 32_000_000;

/** Milliseconds for each megapixel that is read, left out or not. */
const readMs = 12;

const readingMs = ({ storedWidth, storedHeight, pages }: Facts): number => {
  if (pages === 1) return 0;
  const megapixels = (storedWidth * storedHeight * pages) / 1e6;
  const stretches = Math.ceil((megapixels * 1e6) / stretchPixels);
  return (readMs * megapixels * (stretches + 1)) / 2;
};

/** And of one that is written: of flat drawings, and of photographs. What cannot move is not here. */
const writeMs: Partial<Readonly<Record<OutputFormat, readonly [flat: number, detailed: number]>>> = {
  gif: [150, 550],
  png: [60, 180],
  webp: [40, 120],
};

/** Of a GIF with so many bytes for each pixel, all is detail; a cartoon has a hundredth of it. */
const detailedBytes = 0.5;

/** 0..1: how much there is in the pictures of an original. GIF tells by its size, for it loses nothing. */
const detailOf = ({ format, bytes, storedWidth, storedHeight, pages }: Facts): number =>
  format === 'gif' ? Math.min(1, bytes / (storedWidth * storedHeight * pages) / detailedBytes) : 1;

/** Milliseconds of one core to read an original that moves, and to write so many pictures in one file. */
export const costOfMoving = (
  facts: Facts,
  format: OutputFormat,
  canvas: Canvas,
  pictures: number,
): number => {
  const [flat, detailed] = writeMs[format] ?? [0, 0];
  return (
    readingMs(facts) +
    (flat + (detailed - flat) * detailOf(facts)) * pictures * ((canvas.width * canvas.height) / 1e6)
  );
};
