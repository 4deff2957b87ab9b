/** When two neighbouring acts may change places without changing the picture, and when two make one. */
import { compose, invert, orientBox, orientMargins } from './orientation.ts';
import { canvasAfter, isQuarterTurn, type Orient, type PipelineAct, type Step } from './step.ts';

type PipelineStep = Step<PipelineAct>;

/**
 * `[second, first]` with the numbers that give the same picture, or undefined when the order matters.
 * Only exchanges that are exact to the pixel (flatten: to rounding) are listed.
 */
export const swap = (
  first: PipelineStep,
  second: PipelineStep,
): readonly [PipelineAct, PipelineAct] | undefined => {
  switch (second.act.op) {
    case 'orient':
      return orientBefore(first, second.act);
    case 'extract':
      return extractBefore(first, second.act);
    case 'resize':
      return first.act.op === 'orient' && shrinks(second)
        ? [turnSides(first.act, second.act), first.act]
        : undefined;
    case 'flatten':
      return flattenBefore(first, second.act);
    case 'blur':
    case 'extend':
    case 'linear':
    case 'recomb':
    case 'rotate':
    case 'sharpen':
    case 'shear':
      return undefined;
  }
};

/** Shrinking treats all directions alike; libvips enlarges by an interpolation that leans to the top left. */
const shrinks = ({ act, from }: PipelineStep): boolean =>
  act.op === 'resize' && act.width <= from.width && act.height <= from.height;

const turnSides = <A extends PipelineAct & { readonly op: 'resize' }>(orient: Orient, resize: A): A =>
  isQuarterTurn(orient) ? { ...resize, width: resize.height, height: resize.width } : resize;

type Swapped = readonly [PipelineAct, PipelineAct] | undefined;

const orientBefore = ({ act, from }: PipelineStep, orient: Orient): Swapped => {
  switch (act.op) {
    case 'blur':
    case 'flatten':
    case 'linear':
    case 'recomb':
    case 'sharpen':
      return [orient, act];
    case 'extract':
      return [orient, { op: 'extract', ...orientBox(orient, act, from) }];
    case 'extend':
      return [orient, orientMargins(orient, act)];
    case 'orient':
    case 'resize':
    case 'rotate':
    case 'shear':
      return undefined;
  }
};

const extractBefore = (first: PipelineStep, extract: PipelineAct & { readonly op: 'extract' }): Swapped => {
  const { act } = first;
  switch (act.op) {
    case 'flatten':
    case 'linear':
    case 'recomb':
      return [extract, act];
    case 'orient':
      return [{ op: 'extract', ...orientBox(invert(act), extract, canvasAfter(first)) }, act];
    case 'blur':
    case 'extend':
    case 'extract':
    case 'resize':
    case 'rotate':
    case 'sharpen':
    case 'shear':
      return undefined;
  }
};

/** Blending over a colour is linear, like everything that only moves or averages pixels. */
const flattenBefore = ({ act }: PipelineStep, flatten: PipelineAct & { readonly op: 'flatten' }): Swapped => {
  switch (act.op) {
    case 'blur':
    case 'extract':
    case 'orient':
    case 'resize':
      return [flatten, act];
    case 'extend':
    case 'rotate':
    case 'shear':
      return act.color.alpha === 1 ? [flatten, act] : undefined;
    case 'flatten':
    case 'linear':
    case 'recomb':
    case 'sharpen':
      return undefined;
  }
};

/** One act for both, `'nothing'` when they cancel out, or undefined when it takes two. */
export const merge = (first: PipelineAct, second: PipelineAct): PipelineAct | 'nothing' | undefined => {
  if (first.op === 'orient' && second.op === 'orient') return compose(first, second) ?? 'nothing';
  if (first.op === 'extract' && second.op === 'extract') {
    return { ...second, left: first.left + second.left, top: first.top + second.top };
  }
  if (first.op === 'recomb' && second.op === 'recomb' && staysInRange(first.matrix)) {
    return { op: 'recomb', matrix: multiply(second.matrix, first.matrix) };
  }
  return undefined;
};

type Matrix = (PipelineAct & { readonly op: 'recomb' })['matrix'];

/** Whether no colour can leave 0..255, so that nothing is clamped. */
export const staysInRange = (matrix: Matrix): boolean =>
  matrix.every((row) => row.every((value) => value >= 0) && row[0] + row[1] + row[2] <= 1.0001);

const multiply = (a: Matrix, b: Matrix): Matrix => {
  const row = ([x, y, z]: Matrix[0]): Matrix[0] => [
    x * b[0][0] + y * b[1][0] + z * b[2][0],
    x * b[0][1] + y * b[1][1] + z * b[2][1],
    x * b[0][2] + y * b[1][2] + z * b[2][2],
  ];
  return [row(a[0]), row(a[1]), row(a[2])];
};
