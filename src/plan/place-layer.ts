/** Lays a finished layer over or under the picture below it: where, how large the canvas becomes, and how they blend. */
import type { Canvas } from '../ops/facts.ts';
import type { BlendMode, Operation, Picture } from '../ops/operation.ts';
import { isFocusGravity } from '../ops/focus.ts';
import { type Gravity, intersect, place, type Point } from '../ops/placement.ts';
import { completeArgs } from '../params/complete-args.ts';
import { definitionOf } from '../params/definition-of.ts';
import { noOverflow, textDisallowOverflow, tiled } from '../params/layer/flags.ts';
import { g, misplacedAuto, x, y } from '../params/qualifiers.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Length, Param } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { chooseDensity } from './density.ts';
import { modeOf, prepare, readBlend } from './blend-layer.ts';
import { append, canvasOf, type Frame, pictureOf } from './frame.ts';
import type { Layer } from './open-layer.ts';
import type { Run } from './run.ts';

const findSaid = (params: readonly Param[], { id }: { readonly id: string }): Param | undefined =>
  params.findLast((param) => param.id === id);

const toPx = (length: Length | undefined, side: number): number =>
  length === undefined ? 0 : length.unit === 'px' ? length.value : length.value * side;

interface Offset extends Point {
  readonly gravity: Gravity;
}

const readOffset = (params: readonly Param[], base: Canvas, dpr: number): Result<Offset> => {
  const said = findSaid(params, g);
  const gravity = said === undefined ? 'center' : completeArgs(g.args, said.args).value;
  if (typeof gravity === 'object') return misplacedAuto(said?.span);
  if (isFocusGravity(gravity)) {
    return refuse({
      code: 'url.conflict',
      message: `Not supported: ${gravity} as the place of a layer is not built yet`,
      ...(said && { span: said.span }),
    });
  }
  const [left, top] = [findSaid(params, x), findSaid(params, y)];
  return succeed({
    gravity,
    x: toPx(left && completeArgs(x.args, left.args, dpr).value, base.width),
    y: toPx(top && completeArgs(y.args, top.args, dpr).value, base.height),
  });
};

/** As documented. */
const furthestPx = 999;

/** `x_` and `y_` say how far, so that gravity alone says where the map lies. */
const planDisplacement = (
  map: Frame,
  base: Canvas,
  { gravity, x: across, y: down }: Offset,
  { span }: Param,
): Result<readonly Operation[]> => {
  const beyond = [across, down].find((reach) => Math.abs(reach) > furthestPx);
  if (beyond !== undefined) {
    return refuse({
      code: 'url.conflict',
      message: `Invalid displacement in transformation: ${beyond} (expected -${furthestPx} to ${furthestPx})`,
      span,
    });
  }
  if (across === 0 && down === 0) {
    return refuse({ code: 'url.conflict', message: 'e_displace needs x_ or y_ to say how far', span });
  }
  const { x: left, y: top } = place(canvasOf(map), base, gravity, { x: 0, y: 0 });
  return succeed([{ op: 'displace', map: pictureOf(map), x: across, y: down, left, top }]);
};

/** Shapes leave their mark on the picture and never make it larger. */
const marksOnly = (mode: BlendMode): boolean => mode === 'dest-in' || mode === 'dest-out';

/** The margins that make room for a layer that lies at this place. */
const growTo = (at: Point, layer: Canvas, base: Canvas): Operation & { readonly op: 'extend' } => ({
  op: 'extend',
  left: Math.max(0, -at.x),
  top: Math.max(0, -at.y),
  right: Math.max(0, at.x + layer.width - base.width),
  bottom: Math.max(0, at.y + layer.height - base.height),
  color: transparent,
});

const isMargin = ({ left, top, right, bottom }: Operation & { readonly op: 'extend' }): boolean =>
  left > 0 || top > 0 || right > 0 || bottom > 0;

const layTiled = (
  layer: Frame,
  at: Point,
  { width, height }: Canvas,
  blend: BlendMode,
): readonly Operation[] => {
  const picture: Picture = pictureOf(layer);
  const repeated: Operation = { op: 'replicate', left: at.x, top: at.y, width, height };
  return [
    {
      op: 'composite',
      layer: { ...picture, operations: [...picture.operations, repeated] },
      blend,
      left: 0,
      top: 0,
    },
  ];
};

/** What lies outside is cut off; a shape that lies outside altogether still leaves nothing, or everything. */
const layWithin = (layer: Frame, at: Point, base: Canvas, blend: BlendMode): readonly Operation[] => {
  const size = canvasOf(layer);
  const seen = intersect({ x: -at.x, y: -at.y }, base, size);
  if (seen === undefined) return blend === 'dest-in' ? [{ op: 'opacity', factor: 0 }] : [];
  const picture = pictureOf(layer);
  const isWhole = seen.width === size.width && seen.height === size.height;
  const operations: readonly Operation[] = isWhole
    ? picture.operations
    : [...picture.operations, { op: 'extract', ...seen }];
  return [
    {
      op: 'composite',
      layer: { ...picture, operations },
      blend,
      left: Math.max(0, at.x),
      top: Math.max(0, at.y),
    },
  ];
};

const layOn = (layer: Frame, at: Point, base: Canvas, blend: BlendMode): readonly Operation[] => {
  const margin = growTo(at, canvasOf(layer), base);
  const composite: Operation = {
    op: 'composite',
    layer: pictureOf(layer),
    blend,
    left: Math.max(0, at.x),
    top: Math.max(0, at.y),
  };
  return isMargin(margin) ? [margin, composite] : [composite];
};

const reachesOut = (at: Point, { width, height }: Canvas, base: Canvas): boolean =>
  at.x < 0 || at.y < 0 || at.x + width > base.width || at.y + height > base.height;

/** The operations that lay the layer on the picture. */
const planPlace = (layer: Layer, base: Canvas, run: Run): Result<readonly Operation[]> => {
  const { param, lut, said } = layer;
  const frame = drawnAtSize(layer);
  if (lut !== undefined) return succeed([{ op: 'color-table', file: lut }]);
  const given = readOffset(said, base, run.dpr);
  if (!given.ok) return given;
  const { value: offset } = given;
  const found = readBlend(said);
  if (!found.ok) return found;
  const blend = found.value;
  if (blend?.blending === 'displace') return planDisplacement(frame, base, offset, blend.param);
  const error = blend && append(frame, prepare(blend), run.maxSide, blend.param);
  if (error) return refuse(error);
  const mode = modeOf(blend?.blending, definitionOf(param).key === 'u');
  const size = canvasOf(frame);
  const at = place(size, base, offset.gravity, offset);
  if (findSaid(said, textDisallowOverflow) !== undefined && reachesOut(at, size, base)) {
    return refuse({
      code: 'url.conflict',
      message: `The text is ${size.width}x${size.height} and reaches beyond the image, which is ${base.width}x${base.height} here`,
      span: param.span,
    });
  }
  if (findSaid(said, tiled) !== undefined) return succeed(layTiled(frame, at, base, mode));
  return succeed(
    marksOnly(mode) || findSaid(said, noOverflow) !== undefined
      ? layWithin(frame, at, base, mode)
      : layOn(frame, at, base, mode),
  );
};

/** A vector layer is drawn at the size to which it is scaled first. */
const drawnAtSize = ({ frame, facts }: Layer): Frame => {
  const { source, canvases, operations } = frame;
  if (facts === undefined || source.kind !== 'original') return frame;
  const density = chooseDensity(facts, canvases[0], operations);
  return { ...frame, source: { ...source, decode: { ...source.decode, ...density } } };
};

const sumPixels = ({ canvases }: Frame): number =>
  canvases.reduce((sum, { width, height }) => sum + width * height, 0);

export const placeLayer = (layer: Layer, base: Frame, run: Run): Result<undefined> => {
  const operations = planPlace(layer, canvasOf(base), run);
  if (!operations.ok) return operations;
  run.layerCost += sumPixels(layer.frame);
  const error = append(base, operations.value, run.maxSide, layer.param);
  return error === undefined ? succeed(undefined) : refuse(error);
};
