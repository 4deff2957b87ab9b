/** What matters in a picture at this point of the chain, for crops whose gravity is automatic. */
import { traceAffine } from '../ops/affine.ts';
import type { Attention, Subject } from '../ops/attention.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import type { Rect } from '../ops/focus.ts';
import { carrySaliency, readLevels, type Saliency } from '../ops/saliency.ts';
import type { AutoGravity } from '../values/ast.ts';
import { isAnimated } from './animation.ts';
import { findFocus } from './find-focus.ts';
import { canvasOf, type Frame } from './frame.ts';
import { type Run, takeMeasured } from './run.ts';
import { factsOf, type NeedsMeasure, placeRegions } from './see-faces.ts';

/** `nowhere`: nothing can be known, and the crop goes to the middle. */
export type Attending = Attention | 'animated' | 'nowhere' | NeedsMeasure;

const toSubject = (
  { unit, x, y, width, height }: NonNullable<AutoGravity['area']>,
  frame: Frame,
): Subject => {
  const canvas = canvasOf(frame);
  const across = unit === 'px' ? canvas.width : 1;
  const down = unit === 'px' ? canvas.height : 1;
  return {
    x: x / across,
    y: y / down,
    width: width / across,
    height: height / down,
    weight: 1,
    kind: 'area',
  };
};

/** What draws the eye in an original is measured once, however many crops of a chain go by it. */
const takeSaliency = (
  { source }: Frame & { readonly source: { readonly kind: 'original' } },
  run: Run,
): Saliency | 'unknown' | NeedsMeasure => {
  const { index, decode } = source;
  const known = run.saliencies.get(index);
  if (known !== undefined) return known;
  const measured = takeMeasured(run, 'saliency');
  if (measured === undefined) return { measure: { kind: 'saliency', index, decode } };
  const saliency = readLevels(measured) ?? 'unknown';
  run.saliencies.set(index, saliency);
  return saliency;
};

const toFraction = (
  { left, top, width, height }: Rect,
  canvas: Canvas,
): Omit<Subject, 'kind' | 'weight'> => ({
  x: left / canvas.width,
  y: top / canvas.height,
  width: width / canvas.width,
  height: height / canvas.height,
});

/** People first; what is stored with the original instead, unless that was not wanted. */
const findSubjects = (
  gravity: AutoGravity,
  frame: Frame,
  run: Run,
  facts: Facts,
): readonly Subject[] | NeedsMeasure => {
  const canvas = canvasOf(frame);
  const { area, focus, overridden, weight } = gravity;
  if (area !== undefined) return [toSubject(area, frame)];
  if (focus === 'none') return [];
  const custom = overridden ? placeRegions(facts.coordinates?.custom ?? [], frame, facts) : [];
  if (custom.length > 0) {
    return custom.map((box) => ({ ...toFraction(box, canvas), weight: 1, kind: 'area' }));
  }
  const found = findFocus(focus === 'faces' ? 'faces' : 'face', frame, run, false);
  if ('measure' in found) return found;
  return found.focus.faces.map((face) => ({
    ...toFraction(face, canvas),
    weight: (weight === 'avoid' ? -1 : weight / 100) * face.score,
    kind: focus === 'body' ? 'body' : 'face',
  }));
};

export const attend = (gravity: AutoGravity, frame: Frame, run: Run): Attending => {
  const { source, operations, canvases } = frame;
  if (source.kind !== 'original') return 'nowhere';
  const facts = factsOf(run, frame);
  if (facts === undefined) return 'nowhere';
  // LANGUAGE section 3, g_: of the special gravities, animated images know only `custom`.
  if (isAnimated(facts)) return 'animated';
  const subjects = findSubjects(gravity, frame, run, facts);
  if ('measure' in subjects) return subjects;
  const found = takeSaliency({ ...frame, source }, run);
  if (typeof found === 'object' && 'measure' in found) return found;
  const saliency =
    found === 'unknown'
      ? undefined
      : carrySaliency(found, canvases[0], traceAffine(operations, canvases), canvasOf(frame));
  return {
    ...(saliency !== undefined && { saliency }),
    subjects,
    thirds: gravity.thirds,
  };
};
