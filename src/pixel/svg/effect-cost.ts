/**
 * What the slow parts of SVG cost librsvg for each megapixel, in tenths of a second of one core: as measured over a
 * whole canvas, and a little more. What covers less of it costs less, so this is the worst that can come.
 */
import type { Attribute } from './tokenize.ts';

/** Parts of other primitives, without a picture of their own. */
const parts = /^fe(?:Func[ABGR]|DistantLight|PointLight|SpotLight)$/u;

/** librsvg ignores what is beyond. */
const maxOctaves = 9;
const maxMorphology = 10;
const maxTaps = 1_000_000;

const layerCost = 0.1;

/** A single shape is drawn with its opacity at once, and needs no canvas of its own for it. */
const shapes = /^(?:path|rect|circle|ellipse|line|polyline|polygon)$/u;

export type Drawn = 'group' | 'shape';

export const drawnAs = (element: string): Drawn => (shapes.test(element) ? 'shape' : 'group');

/** One or two numbers, the second of which is the first where it is not given. */
type ReadPair = (name: string, fallback: number) => readonly [number, number];

const readPairIn =
  (attributes: readonly Attribute[]): ReadPair =>
  (name, fallback) => {
    const text = attributes.find((attribute) => attribute.name === name)?.value ?? '';
    const [first = fallback, second = first] = text
      .split(/[\s,]+/u)
      .map((part) => Math.abs(Number.parseFloat(part)))
      .filter(Number.isFinite);
    return [first, second];
  };

/** Three box blurs whatever the size, but a real one below 2. */
const blurCost = (deviations: readonly number[]): number =>
  Math.max(...deviations.map((deviation) => (deviation < 2 ? 0.6 + 0.6 * deviation : 0.9)));

const costs: Readonly<Record<string, (pair: ReadPair) => number>> = {
  feBlend: () => 0.4,
  feColorMatrix: () => 0.4,
  feComponentTransfer: () => 0.4,
  feComposite: () => 0.4,
  feConvolveMatrix: (pair) => {
    const [columns, rows] = pair('order', 3);
    return 0.4 + 0.09 * Math.min(maxTaps, columns * rows);
  },
  feDiffuseLighting: () => 0.6,
  feDisplacementMap: () => 6,
  feDropShadow: (pair) => 0.3 + blurCost(pair('stdDeviation', 2)),
  feGaussianBlur: (pair) => blurCost(pair('stdDeviation', 0)),
  feMergeNode: () => 0.25,
  feMorphology: (pair) => {
    const [columns, rows] = pair('radius', 0).map((radius) => 2 * Math.min(maxMorphology, radius) + 1);
    return 0.1 + 0.07 * (columns ?? 1) * (rows ?? 1);
  },
  feSpecularLighting: () => 1.2,
  feTurbulence: (pair) => 0.5 + 0.55 * Math.min(maxOctaves, pair('numOctaves', 1)[0]),
};

/** Of one element, without what it refers to. */
export const effectCost = (element: string, attributes: readonly Attribute[]): number => {
  if (element.startsWith('fe')) {
    return parts.test(element) ? 0 : (costs[element]?.(readPairIn(attributes)) ?? 0.1); // the rest copies or fills
  }
  const drawn = drawnAs(element);
  return attributes.reduce(
    (sum, { name, value }) =>
      sum + (name === 'style' ? declarationsCost(value, drawn) : propertyCost(name, value, drawn)),
    0,
  );
};

/** Of a block of declarations, wherever it stands. */
export const declarationsCost = (block: string, drawn: Drawn): number =>
  block.split(';').reduce((sum, declaration) => {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim().toLowerCase();
    return sum + propertyCost(property, declaration.slice(colon + 1).trim(), drawn);
  }, 0);

/** What these are set to anything else on is drawn on a canvas of its own first. */
const neutral: Readonly<Record<string, RegExp>> = {
  'clip-path': /^none$/u,
  filter: /^none$/u,
  isolation: /^auto$/u,
  mask: /^none$/u,
  'mix-blend-mode': /^normal$/u,
  opacity: /^(?:1|100%)$/u,
};

const propertyCost = (property: string, value: string, drawn: Drawn): number => {
  const nothing = neutral[property];
  if (nothing === undefined || nothing.test(value)) return 0;
  if (property === 'opacity' && drawn === 'shape') return layerCost / 10;
  return layerCost + (property === 'filter' ? functionsCost(value) : 0);
};

/** `blur(3px) sepia(1)`: filters without an element of their own. */
const functionsCost = (value: string): number =>
  [...value.matchAll(/([a-z-]+)\s*\(/giu)].reduce((sum, [, name = '']) => {
    if (/^url$/iu.test(name)) return sum;
    return sum + (/^(?:blur|drop-shadow)$/iu.test(name) ? 2 : 0.5);
  }, 0);
