/** The two plans that several crop modes have in common. */
import { type Result, succeed } from '../../result.ts';
import type { Canvas } from '../../ops/facts.ts';
import type { Operation, Rgba } from '../../ops/operation.ts';
import type { Size } from '../../ops/placement.ts';
import type { PlanContext } from '../define.ts';
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
export const padQualifiers = [...sizeQualifiers, ...placeQualifiers, 'b'] as const;

/** Covers the wanted size and cuts what is over. `largest` bounds the enlargement: 1 never enlarges. */
export const planFill = (
  { canvas, qualifiers }: PlanContext<(typeof fillQualifiers)[number]>,
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
  return succeed([...resizeTo(canvas, covered), ...cutInside(covered, cut, qualifiers, factor)]);
};

/** b_ shows through transparent parts of the picture as well as in the margins. */
export const fillBehind = ({ alpha }: Canvas, color: Rgba | undefined): readonly Operation[] =>
  alpha && color !== undefined && color.alpha > 0 ? [{ op: 'underlay', color }] : [];

/** Fits the picture into the wanted size and fills the rest. `largest` bounds the enlargement. */
export const planPad = (
  { canvas, qualifiers, blank }: PlanContext<(typeof padQualifiers)[number]>,
  largest: number,
): Result<readonly Operation[]> => {
  const wanted = wantedSize(qualifiers, canvas, 'around');
  if (wanted === undefined) return succeed([]);
  const box = roundSize(wanted);
  const picture = scaleSize(canvas, Math.min(largest, fitFactor(canvas, wanted)));
  const placed = putOnCanvas(picture, box, qualifiers, qualifiers.b ?? blank);
  if (!placed.ok) return placed;
  return succeed([...resizeTo(canvas, picture), ...placed.value, ...fillBehind(canvas, qualifiers.b)]);
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
