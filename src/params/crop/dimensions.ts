/** The size that w_, h_ and ar_ ask for, and the building blocks that the crop modes share. */
import type { Attention } from '../../ops/attention.ts';
import { chooseWindow } from '../../ops/choose-window.ts';
import type { Canvas } from '../../ops/facts.ts';
import { isFocusGravity } from '../../ops/focus.ts';
import { roundSide } from '../../ops/geometry.ts';
import type { Operation, Rgba } from '../../ops/operation.ts';
import { type Gravity, intersect, place, type Point, pushInside, type Size } from '../../ops/placement.ts';
import { refuse, type Result, succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import type { Qualifiers } from '../define.ts';

/** What every crop mode may be given. */
export const sizeQualifiers = ['w', 'h', 'ar', 'fl_ignore_aspect_ratio'] as const;
export const placeQualifiers = ['g', 'x', 'y'] as const;

type Given<Name extends keyof Qualifiers> = { readonly [Key in Name]?: Qualifiers[Key] };
type SizeGiven = Given<(typeof sizeQualifiers)[number]>;
type PlaceGiven = Given<(typeof placeQualifiers)[number]>;

/** Pixels of a length on a side; not rounded yet. */
export const toPx = (length: Length | undefined, side: number): number | undefined =>
  length === undefined ? undefined : length.unit === 'px' ? length.value : length.value * side;

/** A ratio alone: the largest part of the canvas with it (`inside`), or the smallest canvas around it (`around`). */
const fromRatio = (ratio: number, { width, height }: Canvas, how: 'around' | 'inside'): Size => {
  const wide = width / height > ratio;
  return wide === (how === 'inside') ? { width: height * ratio, height } : { width, height: width / ratio };
};

/**
 * The wanted size in pixels, not rounded; undefined when nothing was asked for.
 * One side alone lets the other follow the ratio, in every mode (documented: on 400x600, c_crop,w_200 is 200x300).
 * Width and height together leave nothing for ar_ to say.
 */
export const wantedSize = (
  given: SizeGiven,
  canvas: Canvas,
  ratioAlone: 'around' | 'inside',
): Size | undefined => {
  const width = toPx(given.w, canvas.width);
  const height = toPx(given.h, canvas.height);
  if (width !== undefined && height !== undefined) return { width, height };
  const keepsOther = given.fl_ignore_aspect_ratio !== undefined && given.ar === undefined;
  const ratio = given.ar ?? canvas.width / canvas.height;
  if (width !== undefined) return { width, height: keepsOther ? canvas.height : width / ratio };
  if (height !== undefined) return { width: keepsOther ? canvas.width : height * ratio, height };
  return given.ar === undefined ? undefined : fromRatio(given.ar, canvas, ratioAlone);
};

export const roundSize = ({ width, height }: Size): Size => ({
  width: roundSide(width),
  height: roundSide(height),
});

/** The canvas enlarged or reduced by a factor, in whole pixels. */
export const scaleSize = ({ width, height }: Size, factor: number): Size =>
  roundSize({ width: width * factor, height: height * factor });

export const fitFactor = (canvas: Size, box: Size): number =>
  Math.min(box.width / canvas.width, box.height / canvas.height);

export const fillFactor = (canvas: Size, box: Size): number =>
  Math.max(box.width / canvas.width, box.height / canvas.height);

const sameSize = (a: Size, b: Size): boolean => a.width === b.width && a.height === b.height;

export const resizeTo = (canvas: Size, size: Size): readonly Operation[] =>
  sameSize(canvas, size) ? [] : [{ op: 'resize', ...size }];

/** Offsets in pixels; fractions are of `base`. */
const toOffset = (given: PlaceGiven, base: Size): Point => ({
  x: toPx(given.x, base.width) ?? 0,
  y: toPx(given.y, base.height) ?? 0,
});

/** The middle stands for an automatic gravity that knows nothing of the picture. */
const fixedGravity = (
  { g, ...offset }: PlaceGiven,
  fallback: Gravity,
): PlaceGiven & { readonly g: Gravity } =>
  typeof g === 'object' || isFocusGravity(g) ? { g: 'center' } : { ...offset, g: g ?? fallback };

/** Cuts a window that lies wholly inside; offsets beyond the edge stop there. `factor`: how far the canvas was scaled. */
export const cutInside = (
  canvas: Size,
  size: Size,
  placed: PlaceGiven,
  factor: number,
  attention?: Attention,
): readonly Operation[] => {
  if (sameSize(canvas, size)) return [];
  if (attention !== undefined) return [{ op: 'extract', ...chooseWindow(attention, canvas, size) }];
  const given = fixedGravity(placed, 'center');
  const { g: gravity } = given;
  const offset = toOffset(given, { width: canvas.width / factor, height: canvas.height / factor });
  const scaled = gravity === 'xy_center' ? { x: offset.x * factor, y: offset.y * factor } : offset;
  const { x, y } = pushInside(place(size, canvas, gravity, scaled), size, canvas);
  return [{ op: 'extract', left: x, top: y, ...size }];
};

/** Cuts a window at native scale; what lies beyond the image is left out, and nothing at all is an error. */
export const cutWindow = (
  canvas: Size,
  size: Size,
  placed: PlaceGiven,
  attention?: Attention,
): Result<readonly Operation[]> => {
  const isOffset = placed.x !== undefined || placed.y !== undefined;
  const given = fixedGravity(placed, isOffset ? 'north_west' : 'center');
  const { g: gravity } = given;
  if (attention !== undefined) {
    const there = { width: Math.min(size.width, canvas.width), height: Math.min(size.height, canvas.height) };
    return succeed(cutInside(canvas, there, placed, 1, attention));
  }
  const box = intersect(place(size, canvas, gravity, toOffset(given, canvas)), size, canvas);
  if (box === undefined) {
    return refuse({
      code: 'output.empty',
      message: `Nothing is left: the crop lies outside the image, which is ${canvas.width}x${canvas.height} here`,
    });
  }
  return succeed(sameSize(box, canvas) ? [] : [{ op: 'extract', ...box }]);
};

/** Puts the picture on a canvas of another size. Parts that an offset moves off the canvas are cut. */
export const putOnCanvas = (
  picture: Size,
  canvas: Size,
  given: PlaceGiven,
  color: Rgba,
): Result<readonly Operation[]> => {
  if (sameSize(picture, canvas)) return succeed([]);
  const at = place(picture, canvas, fixedGravity(given, 'center').g, toOffset(given, canvas));
  const seen = intersect({ x: -at.x, y: -at.y }, canvas, picture);
  if (seen === undefined) {
    return refuse({
      code: 'output.empty',
      message: 'Nothing is left: x and y move the image off the canvas',
    });
  }
  const left = Math.max(at.x, 0);
  const top = Math.max(at.y, 0);
  const right = canvas.width - left - seen.width;
  const bottom = canvas.height - top - seen.height;
  const cut: readonly Operation[] = sameSize(seen, picture) ? [] : [{ op: 'extract', ...seen }];
  const isMargin = left > 0 || top > 0 || right > 0 || bottom > 0;
  return succeed(isMargin ? [...cut, { op: 'extend', left, top, right, bottom, color }] : cut);
};
