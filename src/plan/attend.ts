/** What matters in a picture at this point of the chain, for crops whose gravity is automatic. */
import { traceAffine } from '../ops/affine.ts';
import type { Attention, Subject } from '../ops/attention.ts';
import type { Facts } from '../ops/facts.ts';
import { carrySaliency, readLevels, type Saliency } from '../ops/saliency.ts';
import type { AutoGravity } from '../values/ast.ts';
import { isAnimated } from './animation.ts';
import { canvasOf, type Frame } from './frame.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';

/** `nowhere`: nothing can be known, and the crop goes to the middle. */
export type Attending = Attention | 'animated' | 'nowhere' | { readonly measure: Measure };

const factsAt = (facts: Facts, index: number): Facts | undefined => {
  const layer = facts.layers?.[index - 1];
  return index === 0 ? facts : layer?.kind === 'image' ? layer.facts : undefined;
};

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
): Saliency | 'unknown' | { readonly measure: Measure } => {
  const { index, decode } = source;
  const known = run.saliencies.get(index);
  if (known !== undefined) return known;
  const measured = takeMeasured(run, 'saliency');
  if (measured === undefined) return { measure: { kind: 'saliency', index, decode } };
  const saliency = readLevels(measured) ?? 'unknown';
  run.saliencies.set(index, saliency);
  return saliency;
};

export const attend = (gravity: AutoGravity, frame: Frame, run: Run): Attending => {
  const { source, operations, canvases } = frame;
  if (source.kind !== 'original') return 'nowhere';
  const facts = factsAt(run.facts, source.index);
  if (facts === undefined) return 'nowhere';
  // LANGUAGE section 3, g_: of the special gravities, animated images know only `custom`.
  if (isAnimated(facts)) return 'animated';
  const found = takeSaliency({ ...frame, source }, run);
  if (typeof found === 'object' && 'measure' in found) return found;
  const saliency =
    found === 'unknown'
      ? undefined
      : carrySaliency(found, canvases[0], traceAffine(operations, canvases), canvasOf(frame));
  return {
    ...(saliency !== undefined && { saliency }),
    subjects: gravity.area === undefined ? [] : [toSubject(gravity.area, frame)],
    thirds: gravity.thirds,
  };
};
