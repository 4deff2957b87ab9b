/** Where a layer is laid: where gravity and offsets say, on one spot of the picture or on several. */
import { type Affine, applyTo, traceAffine, turning } from '../ops/affine.ts';
import { type FocusGravity, isFocusGravity } from '../ops/focus.ts';
import { type Gravity, place, type Point, type Size } from '../ops/placement.ts';
import type { Spot } from '../ops/spot.ts';
import { completeArgs } from '../params/complete-args.ts';
import { misplacedAuto, x, y } from '../params/qualifiers.ts';
import { type Result, succeed } from '../result.ts';
import type { Length, Param } from '../values/ast.ts';
import { canvasOf, type Frame } from './frame.ts';
import { type Layer, readGravity } from './layer.ts';
import { findSaid } from './said.ts';

export const toPx = (length: Length | undefined, side: number): number =>
  length === undefined ? 0 : length.unit === 'px' ? length.value : length.value * side;

/** Gravity and offsets as they were said of the layer. */
export interface Said {
  readonly gravity: FocusGravity | Gravity;
  readonly x: Length | undefined;
  readonly y: Length | undefined;
}

export const readSaid = (params: readonly Param[], dpr: number): Result<Said> => {
  const { value: gravity, span } = readGravity(params);
  if (typeof gravity === 'object') return misplacedAuto(span);
  const [left, top] = [findSaid(params, x), findSaid(params, y)];
  return succeed({
    gravity,
    x: left && completeArgs(x.args, left.args, dpr).value,
    y: top && completeArgs(y.args, top.args, dpr).value,
  });
};

/** One of the places where a layer is laid. */
export interface Placing {
  /** Of a layer of this size, its top left corner. */
  readonly cornerOf: (size: Size) => Point;
  /** The same, as if there were no offsets. */
  readonly anchorOf: (size: Size) => Point;
  readonly degrees: number;
}

const placeByCompass = ({ x: across, y: down }: Said, gravity: Gravity, base: Size): Placing => ({
  cornerOf: (size) => place(size, base, gravity, { x: toPx(across, base.width), y: toPx(down, base.height) }),
  anchorOf: (size) => place(size, base, gravity, { x: 0, y: 0 }),
  degrees: 0,
});

/** Offsets go the way the head is held. `moved`: what has become of the picture since the spot was found. */
const placeOnSpot = (
  { x: across, y: down }: Said,
  { middle, degrees, ...size }: Spot,
  sides: Size | undefined,
  moved: Affine,
): Placing => {
  const { width, height } = sides ?? size;
  const offset = applyTo(turning(degrees), { x: toPx(across, width), y: toPx(down, height) });
  const around = ({ x: left, y: top }: Point, inner: Size): Point => ({
    x: Math.round(left - inner.width / 2),
    y: Math.round(top - inner.height / 2),
  });
  const there = applyTo(moved, middle);
  return {
    cornerOf: (inner) => around({ x: there.x + offset.x, y: there.y + offset.y }, inner),
    anchorOf: (inner) => around(there, inner),
    degrees,
  };
};

/** The places of the layer, each told when its turn comes: those before may have moved the picture. */
export const findPlaces = (
  { goal, byRegion }: Layer,
  said: Said,
  base: Frame,
): readonly ((start: number) => Placing)[] => {
  const { gravity } = said;
  const canvas = canvasOf(base);
  if (goal === undefined || !isFocusGravity(gravity)) {
    return [() => placeByCompass(said, isFocusGravity(gravity) ? 'center' : gravity, canvas)];
  }
  if (goal.spots.length === 0) {
    return goal.otherwise === 'center' ? [() => placeByCompass(said, 'center', canvas)] : [];
  }
  return goal.spots.map((spot) => (start) => {
    const moved = traceAffine(base.operations.slice(start), base.canvases.slice(start));
    return placeOnSpot(said, spot, byRegion ? undefined : canvas, moved);
  });
};
