/**
 * Dots per inch: what an original says of itself, and how large a vector is drawn. It is drawn at the size that the
 * chain scales it to first, instead of enlarging pixels.
 */
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import type { Operation } from '../ops/operation.ts';
import { density } from '../params/delivery/density.ts';
import type { Transformation } from '../values/ast.ts';
import { readLast } from './delivery-flags.ts';

/** What one unit of SVG is: a pixel at 72 dots per inch. */
const ownDensity = 72;

/** libvips takes 1 to 100000; finer than this is never seen, because sides are limited. */
const densityRange = { min: 1, max: 7200 } as const;

export const chooseDensity = (
  { format }: Facts,
  start: Canvas,
  [first]: readonly Operation[],
): Pick<Decode, 'density'> => {
  if (format !== 'svg' || first?.op !== 'resize') return {};
  const factor = Math.max(first.width / start.width, first.height / start.height);
  return { density: Math.min(densityRange.max, Math.max(densityRange.min, ownDensity * factor)) };
};

/** A unit of SVG is a pixel of CSS. https://www.w3.org/TR/css-values-4/#absolute-lengths */
const vectorDensity = 96;

/** Documented: what has no resolution is taken to have 150 dots per inch. */
const usualDensity = 150;

export const initialDensity = ({ format, density: said }: Facts): number =>
  format === 'svg' ? vectorDensity : (said ?? usualDensity);

/** The last `dn_`; undefined when there is none. */
export const wantedDensity = (transformation: Transformation, facts: Facts): number | undefined => {
  const dpi = readLast(transformation, density)?.dpi;
  return dpi === 'idn' ? initialDensity(facts) : dpi;
};

/** Brings a vector to the size that it has at the density of its components, before anything else happens to it. */
export const drawAtDensity = (
  components: Transformation,
  facts: Facts,
  { width, height }: Canvas,
): Operation | undefined => {
  const wanted = facts.format === 'svg' ? wantedDensity(components, facts) : undefined;
  if (wanted === undefined || wanted === vectorDensity) return undefined;
  const scale = (side: number): number => Math.max(1, Math.round((side * wanted) / vectorDensity));
  return { op: 'resize', width: scale(width), height: scale(height) };
};
