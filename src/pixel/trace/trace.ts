/**
 * Draws a picture with flat shapes, for `e_vectorize`: few colours, the regions that they make, the outlines of those and
 * smooth curves along them. The same picture always gives the same drawing.
 */
import type { Size } from '../../ops/placement.ts';
import type { Vectorize } from '../../ops/redrawing.ts';
import { mostOpaque } from '../kernels/coverage.ts';
import { fromLab } from '../kernels/lab.ts';
import type { RawPicture } from '../raw-picture.ts';
import { choosePalette, type Palette } from './choose-palette.ts';
import type { Point } from './fit-curve.ts';
import { labelPixels } from './label-pixels.ts';
import { mergeRegions } from './merge-regions.ts';
import { findOutlines } from './outline.ts';
import { type Drawing, type Filled, printSvg } from './print-svg.ts';
import { sharpenRamps } from './sharpen-ramps.ts';
import { smoothOutline, type Smoothing } from './smooth-outline.ts';
import { type Shape, stackRegions } from './stack-regions.ts';

type Settings = Omit<Vectorize, 'op'>;

const toHex = (byte: number): string => byte.toString(16).padStart(2, '0');

const colorOf = (palette: Palette, label: number): string => {
  const bytes = new Uint8Array(3);
  const at = (label - 1) * 3;
  fromLab(palette[at]!, palette[at + 1]!, palette[at + 2]!, bytes, 0);
  return `#${[...bytes].map(toHex).join('')}`;
};

/** One bit for each edge of the picture that a point lies on. */
const edgesOf =
  (width: number, height: number) =>
  ({ x, y }: Point): number =>
    (x === 0 ? 1 : 0) | (x === width ? 2 : 0) | (y === 0 ? 4 : 0) | (y === height ? 8 : 0);

const outlinesOf = ({ left, top, ...mask }: Shape): readonly (readonly number[])[] =>
  findOutlines(mask).map((outline) => outline.map((value, at) => value + (at % 2 === 0 ? left : top)));

/** The same as if what is most opaque were opaque: what is half transparent all over has shapes, too. */
const fillUp = (picture: RawPicture, most: number): RawPicture => {
  if (most === 0 || most === 255) return picture;
  const data = picture.data.slice();
  for (let at = 3; at < data.length; at += 4) data[at] = Math.round((data[at]! * 255) / most);
  return { ...picture, data };
};

/** What a picture is before its curves are fitted. */
interface Traced {
  readonly width: number;
  readonly height: number;
  readonly opacity: number;
  readonly shapes: readonly { readonly color: string; readonly outlines: readonly (readonly number[])[] }[];
}

const trace = (picture: RawPicture, { colors, despeckle, detail }: Settings): Traced => {
  const { width, height } = picture;
  const most = mostOpaque(picture);
  const sharp = sharpenRamps(sharpenRamps(fillUp(picture, most)));
  const palette = choosePalette(sharp, colors);
  const regions = mergeRegions(labelPixels(sharp, palette), palette, { speckle: despeckle, most: detail });
  const shapes = stackRegions(regions, width, height).map((shape) => ({
    color: colorOf(palette, shape.label),
    outlines: outlinesOf(shape),
  }));
  return { width, height, opacity: most / 255, shapes };
};

const smooth = ({ width, height, opacity, shapes }: Traced, smoothing: Smoothing): Drawing => {
  const edges = edgesOf(width, height);
  return {
    width,
    height,
    opacity,
    shapes: shapes.map(({ color, outlines }): Filled => ({
      color,
      loops: outlines.map((outline) => smoothOutline(outline, smoothing, edges)),
    })),
  };
};

/** Pixels of the traced picture. */
const finest = 0.6;
/** Four times what a photograph takes at the usual detail. */
const usualMostBytes = 500_000;

/** Coarser until it is small enough: with a tolerance as large as the picture, there is not much left of a shape. */
export const traceToSvg = (
  picture: RawPicture,
  settings: Settings,
  size: Size,
  mostBytes = usualMostBytes,
): string => {
  const traced = trace(picture, settings);
  const { corner, bend } = settings;
  for (let tolerance = finest; ; tolerance *= 2) {
    const svg = printSvg(smooth(traced, { corner, bend, tolerance }), size);
    if (svg.length <= mostBytes || tolerance > picture.width + picture.height) return svg;
  }
};
