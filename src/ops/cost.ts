/**
 * How long operations take: what admission goes by, and what is refused because nobody would see the end of it. Measured
 * on one core of a small server, on opaque photographs of 1 to 2 megapixels (`npm run bench -- kernels`). Pure.
 */
import type { Canvas } from './facts.ts';
import type { Operation, OperationName } from './operation.ts';

/** A blur of any width is made on a shrunk copy from some width on, see pixel/step.ts. */
const blurMs = 80;

/** What depends on more than the size. */
type Varying = Extract<Operation, { readonly op: 'morphology' | 'oil-paint' }>;

/** Milliseconds for each megapixel. */
const costs: { readonly [Name in Exclude<OperationName, Varying['op']>]: number } = {
  'alpha-maplut': 6,
  'alpha-recomb': 60,
  'anti-removal': 110,
  arc: 300,
  'auto-tone': 30,
  backdrop: 130,
  blur: blurMs,
  'brightness-hsb': 20,
  cartoon: 350,
  'cast-shadow': 400,
  'color-table': 90,
  composite: 30,
  displace: 75,
  extend: 5,
  extract: 3,
  fade: 12,
  'fade-edges': 8,
  'fill-light': 90,
  flip: 5,
  'gradient-map': 22,
  hatch: 17,
  'inner-line': 80,
  'key-out': 110,
  'light-recomb': 18,
  linear: 12,
  'luma-to-alpha': 11,
  maplut: 10,
  opacity: 5,
  'ordered-dither': 10,
  perspective: 250,
  pixelate: 15,
  recomb: 22,
  redeye: 10,
  reframe: 130,
  'replace-color': 66,
  replicate: 3,
  resize: 15,
  rotate: 60,
  'round-corners': 13,
  sharpen: 170,
  shear: 60,
  silhouette: 140,
  theme: 50,
  threshold: 8,
  'tilt-shift': 80,
  turn: 5,
  underlay: 17,
  'unsharp-mask': 42,
  vectorize: 100,
  vibrance: 30,
  vignette: 10,
  within: blurMs,
  'zoom-pan': 130,
};

/** Shapes are taken row by row; what is convolved takes each row by itself, for each channel. */
const perMegapixelOf = (operation: Varying): number => {
  if (operation.op === 'oil-paint') return 150 + 30 * operation.radius;
  const { method, radius, iterations } = operation;
  const rows = 2 * Math.floor(radius) + 1;
  return iterations * (method === 'convolve' ? 250 + 25 * rows : 40 + 0.4 * rows);
};

const isVarying = (operation: Operation): operation is Varying =>
  operation.op === 'morphology' || operation.op === 'oil-paint';

/** Traced at a size of its own, at most 1000 pixels a side, however large it is drawn. */
const tracingMs = 1500;

const megapixelsOf = ({ width, height }: Canvas): number => (width * height) / 1e6;

/** Most happens at the larger of the two canvases; what a resize reads was counted where it was decoded. */
const workedOn = ({ op }: Operation, before: Canvas, after: Canvas): number =>
  op === 'resize' ? megapixelsOf(after) : Math.max(megapixelsOf(before), megapixelsOf(after));

/** Milliseconds of one core. */
export const costOf = (operation: Operation, before: Canvas, after: Canvas): number => {
  const perMegapixel = isVarying(operation) ? perMegapixelOf(operation) : costs[operation.op];
  const once = operation.op === 'vectorize' ? tracingMs : 0;
  return once + perMegapixel * workedOn(operation, before, after);
};

/** Of all of them together; `canvases` is one longer than `operations`. */
export const sumCosts = (operations: readonly Operation[], canvases: readonly Canvas[]): number =>
  operations.reduce((sum, operation, index) => {
    const [before, after] = [canvases[index], canvases[index + 1]];
    return before === undefined || after === undefined ? sum : sum + costOf(operation, before, after);
  }, 0);
