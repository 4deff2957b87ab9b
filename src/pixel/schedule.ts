/**
 * Folds operations into as few sharp pipelines as give the same picture.
 * sharp runs in an order of its own whatever the order of the calls (its src/pipeline.cc), so an operation joins the
 * current pass only where that order, after harmless exchanges, agrees with the wanted one.
 */
import type { Canvas } from '../ops/facts.ts';
import { merge, staysInRange, swap } from './commute.ts';
import {
  type Act,
  adaptTo,
  canvasAfter,
  isPipelineAct,
  type KernelAct,
  type PipelineAct,
  pipelineOrder,
  type Step,
} from './step.ts';

/** One sharp pipeline. The steps stand in sharp's order; there may be none (only decode or encode). */
export interface PipelinePass {
  readonly kind: 'pipeline';
  readonly steps: readonly Step<PipelineAct>[];
}

/** One pass over raw bytes in our own code. */
export interface KernelPass {
  readonly kind: 'kernel';
  readonly step: Step<KernelAct>;
}

export type Pass = KernelPass | PipelinePass;

export interface ScheduleOptions {
  /** Whether the original decodes to 8-bit sRGB; if not, the first pass only moves pixels, and its end converts. */
  readonly plain: boolean;
  /** Off: every act in a pass of its own, to test that folding changes nothing. */
  readonly fold: boolean;
}

/** The passes for these acts on a picture that begins as `canvas`. First and last are always pipelines. */
export const schedule = (
  acts: readonly Act[],
  canvas: Canvas,
  options: ScheduleOptions = { plain: true, fold: true },
): readonly Pass[] => {
  const passes: Pass[] = [];
  let open: readonly Step<PipelineAct>[] = [];
  let restricted = !options.plain;
  let from = canvas;
  const closePipeline = (): void => {
    passes.push({ kind: 'pipeline', steps: open });
    open = [];
    restricted = false;
  };
  for (const wanted of acts) {
    const act = adaptTo(wanted, from);
    const step = { act, from };
    if (changesNothing(step)) continue;
    from = canvasAfter(step);
    if (!isPipelineAct(act)) {
      if (open.length > 0 || passes.length === 0) closePipeline();
      passes.push({ kind: 'kernel', step: { act, from: step.from } });
      continue;
    }
    const joined = join(open, { act, from: step.from }, restricted, options.fold);
    if (joined === undefined) closePipeline();
    open = joined ?? [{ act, from: step.from }];
  }
  if (open.length > 0 || passes.at(-1)?.kind !== 'pipeline') closePipeline();
  return passes;
};

const changesNothing = ({ act, from }: Step): boolean => {
  if (act.op === 'flatten') return !from.alpha;
  if (act.op !== 'resize' && act.op !== 'extract') return false;
  return act.width === from.width && act.height === from.height;
};

type Steps = readonly Step<PipelineAct>[];

const join = (
  open: Steps,
  step: Step<PipelineAct>,
  restricted: boolean,
  fold: boolean,
): Steps | undefined => {
  if (restricted && !movesPixels(step.act)) return undefined;
  if (open.length === 0) return [step];
  if (!fold) return undefined;
  const joined = insert(open, step);
  return joined !== undefined && isFaithful(joined) ? joined : undefined;
};

const movesPixels = (act: PipelineAct): boolean =>
  act.op === 'extract' || act.op === 'orient' || act.op === 'resize';

/** Walks left past what may follow the step, and stops where sharp would do it. */
const insert = (open: Steps, step: Step<PipelineAct>): Steps | undefined => {
  const resized = open.some(({ act }) => act.op === 'resize');
  const tail: Step<PipelineAct>[] = [];
  let { act } = step;
  for (let index = open.length - 1; index >= 0; index--) {
    const previous = open[index]!;
    const head = open.slice(0, index);
    const order = compareOrder(previous.act, act, resized);
    if (order < 0) return rebase([...head, previous, { act, from: step.from }, ...tail]);
    const merged = merge(previous.act, act);
    if (merged === 'nothing') return rebase([...head, ...tail], open[0]!.from);
    if (merged !== undefined) return rebase([...head, { act: merged, from: previous.from }, ...tail]);
    const swapped = swap(previous, { act, from: step.from });
    if (swapped === undefined) return undefined;
    act = swapped[0];
    tail.unshift({ act: swapped[1], from: previous.from });
  }
  return rebase([{ act, from: open[0]!.from }, ...tail], open[0]!.from);
};

/** Negative when sharp does `first` before `second` in one pipeline. An extract after a resize follows the turns. */
const compareOrder = (first: PipelineAct, second: PipelineAct, resized: boolean): number =>
  place(first, resized) - place(second, resized);

const place = (act: PipelineAct, resized: boolean): number => {
  if (act.op === 'extract' && resized) return pipelineOrder.indexOf('orient') + 0.5;
  // One affine transform to a pipeline.
  return pipelineOrder.indexOf(act.op === 'shear' ? 'rotate' : act.op);
};

/** Counts the canvases anew after steps changed places. */
const rebase = (steps: Steps, start: Canvas | undefined = steps[0]?.from): Steps => {
  let from = start;
  return steps.map(({ act }) => {
    const step = { act, from: from! };
    from = canvasAfter(step);
    return step;
  });
};

/** Whether one pipeline gives what its steps give one by one, where sharp's shortcuts between steps would show. */
const isFaithful = (steps: Steps): boolean => {
  const names = steps.map(({ act }) => act.op);
  const alphaAtStart = steps[0]?.from.alpha ?? false;
  const flattened = names.includes('flatten');
  const blurs = names.includes('blur');
  // sharp premultiplies once, at the start, or not at all: alpha that comes later bleeds in a blur.
  const last = steps.at(-1);
  const gainsAlpha = !alphaAtStart && last !== undefined && canvasAfter(last).alpha;
  if (gainsAlpha && blurs) return false;
  // libvips' affine premultiplies by itself: a second time, in a pipeline that already has.
  const premultiplied = alphaAtStart && !flattened && (blurs || names.includes('resize'));
  if (premultiplied && (names.includes('rotate') || names.includes('shear'))) return false;
  // The result of recomb is not clamped until the end of the pipeline.
  const recomb = steps.find(({ act }) => act.op === 'recomb')?.act;
  const clamps = recomb?.op === 'recomb' && !staysInRange(recomb.matrix);
  return !(clamps && (names.includes('sharpen') || names.includes('linear')));
};
