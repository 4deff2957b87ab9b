/** Runs the actions of one component on a picture, in their fixed order. */
import type { Canvas, Measured } from '../ops/facts.ts';
import type { Operation } from '../ops/operation.ts';
import type { Diagnostic } from '../errors.ts';
import { type Action, groupComponent } from '../params/component.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { PlanContext } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { trim } from '../params/effect/trim.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, Length, Param, Value } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { append, canvasOf, type Frame, pictureOf } from './frame.ts';
import type { Measure } from './plan.ts';

/** What is the same for the whole chain, and how far it has got. */
export interface Run {
  readonly dpr: number;
  readonly maxSide: number;
  readonly measured: readonly Measured[];
  /** How many answers of the engine have been used. */
  measures: number;
  /** Pixels touched in layers. */
  layerCost: number;
}

/** The next answer of the engine, if there is one: both sides count them in the order of planning. */
export const takeMeasured = <Kind extends Measured['kind']>(
  run: Run,
  kind: Kind,
): Extract<Measured, { readonly kind: Kind }> | undefined => {
  const found = run.measured[run.measures];
  if (found === undefined) return undefined;
  if (!isKind(found, kind)) throw new TypeError(`Planning asked for ${kind} and was given ${found.kind}`);
  run.measures += 1;
  return found;
};

const isKind = <Kind extends Measured['kind']>(
  measured: Measured,
  kind: Kind,
): measured is Extract<Measured, { readonly kind: Kind }> => measured.kind === kind;

/** Fractions of another picture's sides: `fl_relative`. */
const relate = (param: Param, value: Value | undefined, base: Canvas | undefined): Value | undefined => {
  if (base === undefined || typeof value !== 'object' || !('unit' in value)) return value;
  const { unit, value: fraction } = value satisfies Length;
  if (unit === 'px' || (param.id !== 'w' && param.id !== 'h')) return value;
  return { unit: 'px', value: fraction * (param.id === 'w' ? base.width : base.height) };
};

/** What the action may see of its component, by id: the only argument of each parameter that it uses or reads. */
const readQualifiers = (
  { definition }: Action,
  { params }: Component,
  dpr: number,
  relativeTo: Canvas | undefined,
): PlanContext['qualifiers'] => {
  const visible = new Set<string>([...definition.uses, ...definition.reads]);
  const entries = params
    .filter(({ id }) => visible.has(id))
    .map((param): [string, Value | undefined] => {
      const [value] = Object.values<Value | undefined>(
        completeArgs(definitionOf(param).args, param.args, dpr),
      );
      return [param.id, relate(param, value, relativeTo)];
    });
  return Object.fromEntries(entries);
};

const atParam = (error: Diagnostic, param: Param): Diagnostic =>
  error.span ? error : { ...error, span: param.span };

const planAction = (
  action: Action,
  component: Component,
  canvas: Canvas,
  run: Run,
  relativeTo: Canvas | undefined,
): Result<readonly Operation[]> => {
  const { definition, param } = action;
  const planned = definition.plan?.(completeArgs(definition.args, param.args, run.dpr), {
    canvas,
    qualifiers: readQualifiers(action, component, run.dpr, relativeTo),
    blank: transparent,
    dpr: run.dpr,
  });
  if (planned === undefined) return succeed([]);
  return planned.ok ? planned : refuse(atParam(planned.error, param));
};

/** The box that was measured for this trim; the picture stays whole when nothing but background was found. */
const planTrim = (frame: Frame, run: Run): readonly Operation[] | undefined => {
  const found = takeMeasured(run, 'content');
  if (found === undefined) return undefined;
  const { box } = found;
  const { width, height } = canvasOf(frame);
  const isWhole = box.width === 0 || (box.width === width && box.height === height); // empty: nothing but background
  return isWhole ? [] : [{ op: 'extract', ...box }];
};

const measureContent = ({ param }: Action, frame: Frame): Measure => {
  const { tolerance, color } = completeArgs(trim.args, param.args);
  const threshold = (tolerance / 100) * 255;
  return { kind: 'content', picture: pictureOf(frame), threshold, ...(color && { color }) };
};

/** Answers what has to be measured before it can go on. */
export const runActions = (
  component: Component,
  frame: Frame,
  run: Run,
  relativeTo?: Canvas,
): Result<Measure | undefined> => {
  for (const action of groupComponent(component).actions) {
    const trimmed = action.definition.measures === 'trim' ? planTrim(frame, run) : [];
    if (trimmed === undefined) return succeed(measureContent(action, frame));
    const planned = planAction(action, component, canvasOf(frame), run, relativeTo);
    if (!planned.ok) return planned;
    const error = append(frame, [...trimmed, ...planned.value], run.maxSide, action.param);
    if (error !== undefined) return refuse(error);
  }
  return succeed(undefined);
};
