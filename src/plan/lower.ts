/** Transformation + facts -> operations with real numbers: runs the actions in order and follows the canvas. */
import type { Diagnostic } from '../errors.ts';
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import { nextCanvas } from '../ops/geometry.ts';
import type { Operation } from '../ops/operation.ts';
import { type Action, groupComponent } from '../params/component.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { PlanContext } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { trim } from '../params/effect/trim.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Characteristic, Component, Param, Transformation, Value } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { assign, bindComponent } from './bind.ts';
import { type Branches, createBranches } from './branches.ts';
import type { Scope } from './evaluate.ts';
import type { Measure } from './plan.ts';
import { findUnsupported } from './unsupported.ts';

/** The picture as far as it has been planned. `canvases` is one longer than `operations`. */
export interface Lowered {
  readonly operations: readonly Operation[];
  readonly canvases: readonly [Canvas, ...Canvas[]];
  /** The components that ran, with numbers in the place of variables. */
  readonly executed: Transformation;
}

/** Planning stopped where something has to be measured first. */
export interface NeedsMeasure {
  readonly measure: Measure;
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
  /** How many answers of the engine have been used. */
  measures: number;
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
  readonly decode: Decode;
  readonly dpr: number;
  readonly maxSide: number;
  readonly pages: number;
  readonly measured: NonNullable<Facts['measured']>;
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
const planTrim = (progress: Progress, { measured }: Settings): readonly Operation[] | undefined => {
  const found = measured[progress.measures];
  if (found === undefined) return undefined;
  progress.measures += 1;
  const { box } = found;
  const { width, height } = lastOf(progress);
  const isWhole = box.width === 0 || (box.width === width && box.height === height); // empty: nothing but background
  return isWhole ? [] : [{ op: 'extract', ...box }];
};

const needTrim = ({ param }: Action, { operations }: Progress, { decode }: Settings): NeedsMeasure => {
  const { tolerance, color } = completeArgs(trim.args, param.args);
  return {
    measure: {
      kind: 'content',
      picture: { decode, operations },
      threshold: (tolerance / 100) * 255,
      ...(color && { color }),
    },
  };
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
): Result<NeedsMeasure | undefined> => {
  for (const action of groupComponent(component).actions) {
    const { dpr, maxSide } = settings;
    const trimmed = action.definition.measures === 'trim' ? planTrim(progress, settings) : [];
    if (trimmed === undefined) return succeed(needTrim(action, progress, settings));
    const planned = planAction(action, component, lastOf(progress), dpr);
    if (!planned.ok) return planned;
    const error = append(progress, [...trimmed, ...planned.value], maxSide, action.param);
    if (error !== undefined) return refuse(error);
  }
  return succeed(undefined);
};

/** `start`: the original as decoded. Stops where something has to be measured that has not been yet. */
export const lower = (
  transformation: Transformation,
  start: Canvas,
  settings: Settings,
): Result<Lowered | NeedsMeasure> => {
  const progress: Progress = { operations: [], canvases: [start], measures: 0 };
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
