/**
 * How long operations take: what admission goes by, and what is refused because nobody would see the end of it. Measured
 * on one core of a small server, on photographs of 2 megapixels (`npm run bench -- costs` says how near they are). Pure.
 */
import type { Canvas } from './facts.ts';
import type { Operation, OperationName, Within } from './operation.ts';
import { longestTraced, mostEnlarged } from './redrawing.ts';

/** What depends on more than the size. */
type Varying = Extract<
  Operation,
  { readonly op: 'blur' | 'morphology' | 'oil-paint' | 'vectorize' | 'within' }
>;

/** Milliseconds for each megapixel. */
const costs: { readonly [Name in Exclude<OperationName, Varying['op']>]: number } = {
  'alpha-maplut': 6,
  'alpha-recomb': 60,
  'anti-removal': 110,
  arc: 120,
  'auto-tone': 55,
  backdrop: 200,
  'brightness-hsb': 20,
  cartoon: 350,
  'cast-shadow': 350,
  'color-table': 90,
  composite: 30,
  displace: 75,
  extend: 5,
  extract: 3,
  fade: 12,
  'fade-edges': 15,
  'fill-light': 90,
  flip: 5,
  'gradient-map': 22,
  hatch: 17,
  'inner-line': 100,
  'key-out': 110,
  'light-recomb': 18,
  linear: 12,
  'luma-to-alpha': 28,
  maplut: 10,
  opacity: 5,
  'ordered-dither': 10,
  perspective: 110,
  pixelate: 15,
  recomb: 22,
  redeye: 10,
  reframe: 140,
  'replace-color': 95,
  replicate: 3,
  resize: 15,
  rotate: 60,
  'round-corners': 13,
  sharpen: 170,
  shear: 60,
  silhouette: 165,
  theme: 50,
  threshold: 8,
  'tilt-shift': 80,
  turn: 5,
  underlay: 32,
  'unsharp-mask': 42,
  vibrance: 30,
  vignette: 10,
  'zoom-pan': 140,
};

/** The wider the slower, up to where it is made on a shrunk copy, see pixel/step.ts. */
const blurMs = (sigma: number): number => Math.min(60, 8 + 1.5 * sigma);

const withinMs = (effect: Within['effect']): number =>
  effect.op === 'blur' ? blurMs(effect.sigma) : costs.pixelate;

/** Shapes are taken row by row. */
const shapeMs = (operation: Extract<Varying, { readonly op: 'morphology' }>): number => {
  const { method, radius, iterations } = operation;
  const rows = 2 * Math.floor(radius) + 1;
  return iterations * (method === 'convolve' ? 15 + 1.3 * rows : 40 + 0.4 * rows);
};

/** Of a megapixel that is traced, and of one that is drawn. */
const [tracingMs, drawingMs] = [3500, 100];

/** Traced at a size of its own, however large it is drawn. */
const vectorizeMs = ({ width, height }: Canvas): number => {
  const scale = Math.min(mostEnlarged, longestTraced / Math.max(width, height));
  return drawingMs + tracingMs * scale ** 2;
};

const perMegapixelOf = (operation: Operation, before: Canvas): number => {
  switch (operation.op) {
    case 'blur':
      return blurMs(operation.sigma);
    case 'within':
      return withinMs(operation.effect);
    case 'oil-paint':
      return 150 + 30 * operation.radius;
    case 'morphology':
      return shapeMs(operation);
    case 'vectorize':
      return vectorizeMs(before);
    default:
      return costs[operation.op];
  }
};

const megapixelsOf = ({ width, height }: Canvas): number => (width * height) / 1e6;

/** Most happens at the larger of the two canvases; what a resize reads was counted where it was decoded. */
const workedOn = ({ op }: Operation, before: Canvas, after: Canvas): number =>
  op === 'resize' ? megapixelsOf(after) : Math.max(megapixelsOf(before), megapixelsOf(after));

/** Milliseconds of one core. */
export const costOf = (operation: Operation, before: Canvas, after: Canvas): number =>
  perMegapixelOf(operation, before) * workedOn(operation, before, after);

/** Of all of them together; `canvases` is one longer than `operations`. */
export const sumCosts = (operations: readonly Operation[], canvases: readonly Canvas[]): number =>
  operations.reduce((sum, operation, index) => {
    const [before, after] = [canvases[index], canvases[index + 1]];
    return before === undefined || after === undefined ? sum : sum + costOf(operation, before, after);
  }, 0);
