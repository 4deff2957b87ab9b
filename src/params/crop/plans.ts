/** The two plans that several crop modes have in common. */
import { type Result, succeed } from '../../result.ts';
import type { Canvas } from '../../ops/facts.ts';
import type { Operation } from '../../ops/operation.ts';
import type { Size } from '../../ops/placement.ts';
import type { Backdrop } from '../../values/ast.ts';
import type { PlanContext } from '../define.ts';
import { cutTo, scaleFocus, windowOn } from './focused.ts';
import {
  cutInside,
  fillFactor,
  fitFactor,
  placeQualifiers,
  putOnCanvas,
  resizeTo,
  roundSize,
  scaleSize,
  sizeQualifiers,
  wantedSize,
} from './dimensions.ts';

export const fillQualifiers = [...sizeQualifiers, ...placeQualifiers] as const;
/** Of crops that can go closer than they have to. */
export const closeQualifiers = [...fillQualifiers, 'z'] as const;
export const padQualifiers = [...sizeQualifiers, ...placeQualifiers, 'b'] as const;

/** Covers the wanted size and cuts what is over. `largest` bounds the enlargement: 1 never enlarges. */
export const planFill = (
  { canvas, qualifiers, attention, focus }: PlanContext<(typeof fillQualifiers)[number]>,
  largest: number,
): Result<readonly Operation[]> => {
  const wanted = wantedSize(qualifiers, canvas, 'inside');
  if (wanted === undefined) return succeed([]);
  const box = roundSize(wanted);
  const factor = Math.min(largest, fillFactor(canvas, wanted));
  const scaled = scaleSize(canvas, factor);
  // Rounding must never leave the cover a pixel short of the box, except where enlarging was not allowed.
  const covered: Size =
    factor < largest || largest === Number.POSITIVE_INFINITY
      ? { width: Math.max(scaled.width, box.width), height: Math.max(scaled.height, box.height) }
      : scaled;
  const cut: Size = {
    width: Math.min(covered.width, box.width),
    height: Math.min(covered.height, box.height),
  };
  if (focus !== undefined && focus.boxes.length > 0) {
    const window = windowOn(scaleFocus(focus, canvas, covered), covered, cut);
    return succeed([...resizeTo(canvas, covered), ...cutTo(window, covered)]);
  }
  return succeed([...resizeTo(canvas, covered), ...cutInside(covered, cut, qualifiers, factor, attention)]);
};

const noMargin = { left: 0, top: 0, right: 0, bottom: 0 };

/** Margins that are taken from the picture; none are needed where it is opaque and has none. */
const layOnBackdrop = (
  placed: readonly Operation[],
  { alpha }: Canvas,
  backdrop: Backdrop,
): readonly Operation[] => {
  const margin = placed.find((operation) => operation.op === 'extend');
  const cut = placed.filter((operation) => operation !== margin);
  if (margin === undefined && !alpha) return cut;
  const { left, top, right, bottom } = margin ?? noMargin;
  return [...cut, { op: 'backdrop', left, top, right, bottom, backdrop }];
};

/** b_ shows through transparent parts of the picture as well as in the margins. */
export const padTo = (
  picture: Size,
  box: Size,
  { canvas, qualifiers, blank }: PlanContext<(typeof padQualifiers)[number]>,
): Result<readonly Operation[]> => {
  const { b } = qualifiers;
  const backdrop = b && 'backdrop' in b ? b : undefined;
  const color = b && 'alpha' in b ? b : undefined;
  const isSeenThrough = canvas.alpha && color !== undefined && color.alpha > 0;
  // A translucent colour comes to the margins with the underlay, once.
  const margin = isSeenThrough && color.alpha < 1 ? { ...color, alpha: 0 } : (color ?? blank);
  const placed = putOnCanvas(picture, box, qualifiers, margin);
  if (!placed.ok) return placed;
  if (backdrop) return succeed(layOnBackdrop(placed.value, canvas, backdrop));
  return succeed(isSeenThrough ? [...placed.value, { op: 'underlay', color }] : placed.value);
};

/** Fits the picture into the wanted size and fills the rest. `largest` bounds the enlargement. */
export const planPad = (
  context: PlanContext<(typeof padQualifiers)[number]>,
  largest: number,
): Result<readonly Operation[]> => {
  const { canvas, qualifiers } = context;
  const wanted = wantedSize(qualifiers, canvas, 'around');
  if (wanted === undefined) return succeed([]);
  const box = roundSize(wanted);
  const picture = scaleSize(canvas, Math.min(largest, fitFactor(canvas, wanted)));
  const placed = padTo(picture, box, context);
  return placed.ok ? succeed([...resizeTo(canvas, picture), ...placed.value]) : placed;
};

/** Scales without cropping; `chooseFactor` says how far, given how far the picture would have to go to fit. */
export const planFit = (
  { canvas, qualifiers }: PlanContext<(typeof sizeQualifiers)[number]>,
  chooseFactor: (fit: number) => number,
): Result<readonly Operation[]> => {
  const hasSide = qualifiers.w !== undefined || qualifiers.h !== undefined;
  const wanted = wantedSize(qualifiers, canvas, 'inside');
  if (wanted === undefined || !hasSide) return succeed([]);
  return succeed(resizeTo(canvas, scaleSize(canvas, chooseFactor(fitFactor(canvas, wanted)))));
};
