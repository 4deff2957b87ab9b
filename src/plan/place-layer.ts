/** Lays a finished layer over or under the picture below it: where, how large the canvas becomes, and how they blend. */
import { sumCosts } from '../ops/cost.ts';
import type { Canvas } from '../ops/facts.ts';
import type { BlendMode, Operation, Picture } from '../ops/operation.ts';
import { isFocusGravity } from '../ops/focus.ts';
import { intersect, type Point } from '../ops/placement.ts';
import { definitionOf } from '../params/definition-of.ts';
import { noOverflow, textDisallowOverflow, tiled } from '../params/layer/flags.ts';
import { turnBy } from '../params/style/angle.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Param } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { chooseDensity } from './density.ts';
import { type Blend, modeOf, prepare, readBlend } from './blend-layer.ts';
import { append, canvasOf, copyFrame, type Frame, pictureOf } from './frame.ts';
import { findPlaces, type Placing, readSaid, type Said, toPx } from './find-places.ts';
import type { Layer } from './layer.ts';
import type { Run } from './run.ts';
import { isSaid } from './said.ts';

/** As documented. */
const furthestPx = 999;

/** `x_` and `y_` say how far, so that gravity alone says where the map lies. */
const planDisplacement = (
  map: Frame,
  base: Canvas,
  said: Said,
  { anchorOf }: Placing,
  { span }: Param,
): Result<readonly Operation[]> => {
  const [across, down] = [toPx(said.x, base.width), toPx(said.y, base.height)];
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
  const { x: left, y: top } = anchorOf(canvasOf(map));
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

interface Laying {
  /** Turned and changed here for its own place. */
  readonly frame: Frame;
  readonly placing: Placing;
  readonly said: Said;
  readonly blend: Blend | undefined;
}

/** The operations that lay the layer on the picture. */
const planPlace = (
  { param, said: params }: Layer,
  { frame, placing, said, blend }: Laying,
  base: Canvas,
  maxSide: number,
): Result<readonly Operation[]> => {
  const turned = append(frame, turnBy(placing.degrees, transparent), maxSide, param);
  if (turned) return refuse(turned);
  if (blend?.blending === 'displace') return planDisplacement(frame, base, said, placing, blend.param);
  const error = blend && append(frame, prepare(blend), maxSide, blend.param);
  if (error) return refuse(error);
  const mode = modeOf(blend?.blending, definitionOf(param).key === 'u');
  const size = canvasOf(frame);
  const at = placing.cornerOf(size);
  if (isSaid(params, textDisallowOverflow) && reachesOut(at, size, base)) {
    return refuse({
      code: 'url.conflict',
      message: `The text is ${size.width}x${size.height} and reaches beyond the image, which is ${base.width}x${base.height} here`,
      span: param.span,
    });
  }
  if (isSaid(params, tiled)) return succeed(layTiled(frame, at, base, mode));
  return succeed(
    marksOnly(mode) || isSaid(params, noOverflow)
      ? layWithin(frame, at, base, mode)
      : layOn(frame, at, base, mode),
  );
};

/** A vector layer is drawn at the size to which it is scaled first. */
const drawnAtSize = ({ facts }: Layer, frame: Frame): Frame => {
  const { source, canvases, operations } = frame;
  if (facts === undefined || source.kind !== 'original') return frame;
  const density = chooseDensity(facts, canvases[0], operations);
  return { ...frame, source: { ...source, decode: { ...source.decode, ...density } } };
};

/** What is about the whole picture can be done once: the second layer would undo what the first one did. */
const describeOnce = ({ said }: Layer, blend: Blend | undefined): string | undefined => {
  if (isSaid(said, tiled)) return 'fl_tiled covers the whole picture';
  return blend?.blending === 'mask' || blend?.blending === 'cutter'
    ? `${definitionOf(blend.param).id} leaves nothing outside of the layer`
    : undefined;
};

const layOnAll = (layer: Layer, base: Frame, run: Run): Result<undefined> => {
  const { param, goal } = layer;
  const said = readSaid(layer.said, run.dpr);
  if (!said.ok) return said;
  const { gravity } = said.value;
  if (isFocusGravity(gravity) && gravity !== goal?.gravity) {
    return refuse({
      code: 'url.conflict',
      message: `g_${gravity} has to be certain before the layer is made: it cannot differ between branches, nor come from a variable`,
      span: param.span,
    });
  }
  const blend = readBlend(layer.said);
  if (!blend.ok) return blend;
  const places = findPlaces(layer, said.value, base);
  const once = places.length > 1 ? describeOnce(layer, blend.value) : undefined;
  if (once !== undefined) {
    return refuse({
      code: 'url.conflict',
      message: `${once}: lay it on one face, with g_face`,
      span: param.span,
    });
  }
  const start = base.operations.length;
  // Who is largest stands in front.
  for (const [index, findPlace] of [...places.entries()].toReversed()) {
    const frame = copyFrame(drawnAtSize(layer, layer.frames[index] ?? layer.frames[0]));
    const laying = { frame, placing: findPlace(start), said: said.value, blend: blend.value };
    const operations = planPlace(layer, laying, canvasOf(base), run.maxSide);
    if (!operations.ok) return operations;
    run.layerMs += sumCosts(frame.operations, frame.canvases);
    const error = append(base, operations.value, run.maxSide, param);
    if (error !== undefined) return refuse(error);
  }
  return succeed(undefined);
};

/** `bases`: several where it is laid on a layer that itself is laid in several places. */
export const placeLayer = (layer: Layer, bases: readonly Frame[], run: Run): Result<undefined> => {
  const { lut, param } = layer;
  for (const base of bases) {
    if (lut === undefined) {
      const laid = layOnAll(layer, base, run);
      if (!laid.ok) return laid;
      continue;
    }
    const error = append(base, [{ op: 'color-table', file: lut }], run.maxSide, param);
    if (error !== undefined) return refuse(error);
  }
  return succeed(undefined);
};
