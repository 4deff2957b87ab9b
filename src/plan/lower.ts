/** Transformation + facts -> operations with real numbers: runs the actions in order and follows the canvas. */
import type { Diagnostic } from '../errors.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import { nextCanvas } from '../ops/geometry.ts';
import type { Operation } from '../ops/operation.ts';
import { type Action, groupComponent } from '../params/component.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { PlanContext } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { trim } from '../params/effect/trim.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Characteristic, Color, Component, Param, Transformation, Value } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { assign, bindComponent } from './bind.ts';
import { type Branches, createBranches } from './branches.ts';
import type { Scope } from './evaluate.ts';
import { findUnsupported } from './unsupported.ts';

/** The picture as far as it has been planned. `canvases` is one longer than `operations`. */
export interface Lowered {
  readonly operations: readonly Operation[];
  readonly canvases: readonly [Canvas, ...Canvas[]];
  /** The components that ran, with numbers in the place of variables. */
  readonly executed: Transformation;
}

/** Planning stopped at an `e_trim` whose box is not known yet. */
export interface NeedsTrim {
  readonly trim: { readonly tolerance: number; readonly color?: Color };
  readonly operations: readonly Operation[];
}

/** What the action may see of its component, by id: the only argument of each parameter that it uses or reads. */
const readQualifiers = (
  { definition }: Action,
  { params }: Component,
  dpr: number,
): PlanContext['qualifiers'] => {
  const visible = new Set<string>([...definition.uses, ...definition.reads]);
  const entries = params
    .filter(({ id }) => visible.has(id))
    .map((param): [string, Value | undefined] => {
      const [value] = Object.values<Value | undefined>(
        completeArgs(definitionOf(param).args, param.args, dpr),
      );
      return [param.id, value];
    });
  return Object.fromEntries(entries);
};

const tooLarge = ({ width, height }: Canvas, maxSide: number, param?: Param): Diagnostic => ({
  code: 'output.too-large',
  message: `The image would be ${width}x${height}; a side may have at most ${maxSide} pixels`,
  ...(param && { span: param.span }),
});

/** Cutting and turning never need more room than the original, which has limits of its own. */
const grows = (before: Canvas, after: Canvas): boolean =>
  after.width * after.height > before.width * before.height;

interface Progress {
  operations: Operation[];
  canvases: [Canvas, ...Canvas[]];
  trims: number;
}

const lastOf = (progress: Progress): Canvas => progress.canvases.at(-1) ?? progress.canvases[0];

const append = (
  progress: Progress,
  operations: readonly Operation[],
  maxSide: number,
  param: Param,
): Diagnostic | undefined => {
  for (const operation of operations) {
    const before = lastOf(progress);
    const after = nextCanvas(before, operation);
    if (grows(before, after) && Math.max(after.width, after.height) > maxSide) {
      return tooLarge(after, maxSide, param);
    }
    progress.operations.push(operation);
    progress.canvases.push(after);
  }
  return undefined;
};

const atParam = (error: Diagnostic, param: Param): Diagnostic =>
  error.span ? error : { ...error, span: param.span };

interface Settings {
  readonly dpr: number;
  readonly maxSide: number;
  readonly pages: number;
  readonly trims: NonNullable<Facts['trims']>;
}

const planAction = (
  action: Action,
  component: Component,
  canvas: Canvas,
  dpr: number,
): Result<readonly Operation[]> => {
  const { definition, param } = action;
  const planned = definition.plan?.(completeArgs(definition.args, param.args, dpr), {
    canvas,
    qualifiers: readQualifiers(action, component, dpr),
    blank: transparent,
  });
  if (planned === undefined) return succeed([]);
  return planned.ok ? planned : refuse(atParam(planned.error, param));
};

/** The box that was measured for this trim; the picture stays whole when nothing but background was found. */
const planTrim = (progress: Progress, { trims }: Settings): readonly Operation[] | undefined => {
  const box = trims[progress.trims];
  if (box === undefined) return undefined;
  progress.trims += 1;
  const { width, height } = lastOf(progress);
  const isWhole = box.width === 0 || (box.width === width && box.height === height); // empty: nothing but background
  return isWhole ? [] : [{ op: 'extract', ...box }];
};

const needTrim = ({ param }: Action, { operations }: Progress): NeedsTrim => {
  const { tolerance, color } = completeArgs(trim.args, param.args);
  return { trim: { tolerance, ...(color && { color }) }, operations };
};

/**
 * Sizes as the chain's author thinks of them: `dpr_` multiplies what is written, so what has been written already is
 * told as if it had not been multiplied.
 */
const readCharacteristic = (
  name: Characteristic,
  current: Canvas,
  start: Canvas,
  { dpr, pages }: Settings,
): number => {
  const isUntouched = current.width === start.width && current.height === start.height;
  const factor = isUntouched ? 1 : 1 / dpr;
  switch (name) {
    case 'w':
      return current.width * factor;
    case 'h':
      return current.height * factor;
    case 'ar':
      return current.width / current.height;
    case 'iw':
    case 'ow':
      return start.width;
    case 'ih':
    case 'oh':
      return start.height;
    case 'iar':
      return start.width / start.height;
    case 'pc':
      return pages;
    case 'cp':
      return 1; // other pages cannot be asked for yet
  }
};

/** The component with its numbers, or undefined when a condition keeps it from running. */
const prepare = (
  component: Component,
  branches: Branches,
  scope: Scope,
): Result<{ readonly scope: Scope; readonly bound?: Component }> => {
  const runs = branches.enter(component, scope);
  if (!runs.ok) return runs;
  if (!runs.value) return succeed({ scope });
  const assigned = assign(component, scope);
  if (!assigned.ok) return assigned;
  const bound = bindComponent(component, assigned.value);
  if (!bound.ok) return bound;
  const [unsupported] = findUnsupported([bound.value]);
  return unsupported === undefined
    ? succeed({ scope: assigned.value, bound: bound.value })
    : refuse(unsupported);
};

const runComponent = (
  component: Component,
  progress: Progress,
  settings: Settings,
): Result<NeedsTrim | undefined> => {
  for (const action of groupComponent(component).actions) {
    const { dpr, maxSide } = settings;
    const trimmed = action.definition.measures === 'trim' ? planTrim(progress, settings) : [];
    if (trimmed === undefined) return succeed(needTrim(action, progress));
    const planned = planAction(action, component, lastOf(progress), dpr);
    if (!planned.ok) return planned;
    const error = append(progress, [...trimmed, ...planned.value], maxSide, action.param);
    if (error !== undefined) return refuse(error);
  }
  return succeed(undefined);
};

/** `start`: the original as decoded. Stops at the first trim that has not been measured. */
export const lower = (
  transformation: Transformation,
  start: Canvas,
  settings: Settings,
): Result<Lowered | NeedsTrim> => {
  const progress: Progress = { operations: [], canvases: [start], trims: 0 };
  const executed: Component[] = [];
  const branches = createBranches();
  let variables: Scope['variables'] = new Map();
  for (const component of transformation) {
    const characteristic = (name: Characteristic): number =>
      readCharacteristic(name, lastOf(progress), start, settings);
    const prepared = prepare(component, branches, { variables, characteristic });
    if (!prepared.ok) return prepared;
    const { scope, bound } = prepared.value;
    ({ variables } = scope);
    if (bound === undefined) continue;
    executed.push(bound);
    const needed = runComponent(bound, progress, settings);
    if (!needed.ok) return needed;
    if (needed.value !== undefined) return succeed(needed.value);
  }
  const result = lastOf(progress);
  return Math.max(result.width, result.height) > settings.maxSide
    ? refuse(tooLarge(result, settings.maxSide))
    : succeed({ operations: progress.operations, canvases: progress.canvases, executed });
};
