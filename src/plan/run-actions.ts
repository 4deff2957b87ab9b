/** Runs the actions of one component on a picture, in their fixed order. */
import { seenOf } from '../ops/affine.ts';
import type { Attention } from '../ops/attention.ts';
import { around, type Focus, isFocusGravity } from '../ops/focus.ts';
import type { Operation } from '../ops/operation.ts';
import type { Size } from '../ops/placement.ts';
import type { Diagnostic } from '../errors.ts';
import { type Action, groupComponent } from '../params/component.ts';
import { completeArgs } from '../params/complete-args.ts';
import { conflict, type PlanContext } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { trim } from '../params/effect/trim.ts';
import { misplacedAuto } from '../params/qualifiers.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, Length, Param, Value } from '../values/ast.ts';
import { transparent } from '../values/color.ts';
import { append, canvasOf, type Frame, pictureOf } from './frame.ts';
import { attend } from './attend.ts';
import { findFocus } from './find-focus.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';
import type { NeedsMeasure } from './see-faces.ts';

/** What fractions in `w_` and `h_` are of, where that is not the picture itself. */
export interface Fractions {
  /** `fl_relative`, and `fl_region_relative` of a layer. */
  readonly of?: Size;
  /** `fl_region_relative`: of what the action's own gravity names, if that names anything. */
  readonly ofRegion?: boolean;
}

const ofSide = (length: Length, side: number): Length =>
  length.unit === 'fraction' ? { unit: 'px', value: length.value * side } : length;

const relate = (qualifiers: PlanContext['qualifiers'], base: Size | undefined): PlanContext['qualifiers'] => {
  const { w, h } = qualifiers;
  if (base === undefined) return qualifiers;
  return { ...qualifiers, ...(w && { w: ofSide(w, base.width) }), ...(h && { h: ofSide(h, base.height) }) };
};

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

const atParam = (error: Diagnostic, param: Param): Diagnostic =>
  error.span ? error : { ...error, span: param.span };

interface Planned {
  readonly operations: readonly Operation[];
  /** Whether they follow from what matters in the picture. */
  readonly attends: boolean;
}

interface Planning {
  readonly component: Component;
  readonly frame: Frame;
  readonly run: Run;
  readonly fractions: Fractions;
}

const planAction = (
  action: Action,
  { component, frame, run, fractions }: Planning,
): Result<Planned | { readonly measure: Measure }> => {
  const { definition, param } = action;
  const written = readQualifiers(action, component, run.dpr);
  const found = seekFocus(action, written, frame, run);
  if ('measure' in found) return succeed(found);
  const { focus } = found;
  const region = fractions.ofRegion && focus && focus.boxes.length > 0 ? around(focus.boxes) : undefined;
  const qualifiers = relate(found.qualifiers, region ?? fractions.of);
  if (focus?.kind === 'unseen') return refuse(atParam(unseen(definition), param));
  const attention = findAttention(action, qualifiers, frame, run);
  if (!attention.ok) return refuse(atParam(attention.error, param));
  if (attention.value !== undefined && 'measure' in attention.value) return succeed(attention.value);
  const planned = definition.plan?.(completeArgs(definition.args, param.args, run.dpr), {
    canvas: canvasOf(frame),
    qualifiers,
    blank: transparent,
    dpr: run.dpr,
    ...(attention.value !== undefined && { attention: attention.value }),
    ...(focus && { focus }),
  });
  if (planned?.ok === false) return refuse(atParam(planned.error, param));
  return succeed({ operations: planned?.value ?? [], attends: attention.value !== undefined });
};

/** Frames come by in which nobody looks for faces, and what was to be hidden would be seen. */
const unseen = ({ title }: Action['definition']): Diagnostic => ({
  code: 'url.conflict',
  message: `${title} is not for animated images: faces are looked for in still ones`,
});

interface Focused {
  /** With a gravity that needs no looking. */
  readonly qualifiers: PlanContext['qualifiers'];
  readonly focus?: Focus;
}

const seeking = { eyes: 'adv_eyes', faces: 'faces' } as const;

/** Where gravity that goes by something in the picture means nothing to the action, it is the middle. */
const seekFocus = (
  { definition: { measures, seeks } }: Action,
  qualifiers: PlanContext['qualifiers'],
  frame: Frame,
  run: Run,
): Focused | NeedsMeasure => {
  const { g, ...others } = qualifiers;
  const gravity = seeks === undefined ? g : seeking[seeks];
  if (!isFocusGravity(gravity)) return { qualifiers };
  if (seeks === undefined && measures === undefined) return { qualifiers: { ...others, g: 'center' } };
  const isCrop = measures === 'attention';
  const found = findFocus(gravity, frame, run, !isCrop);
  if ('measure' in found) return found;
  return { qualifiers: isCrop ? { ...others, g: found.fallback } : others, focus: found.focus };
};

/** Undefined where gravity is not automatic, or nothing is known: the crop then goes to the middle. */
const findAttention = (
  { definition }: Action,
  { g }: PlanContext['qualifiers'],
  frame: Frame,
  run: Run,
): Result<Attention | { readonly measure: Measure } | undefined> => {
  if (typeof g !== 'object') return succeed(undefined);
  if (definition.measures !== 'attention') return misplacedAuto();
  const attending = attend(g, frame, run);
  if (attending !== 'animated') return succeed(attending === 'nowhere' ? undefined : attending);
  return definition.name === 'fill_pad' || definition.name === 'auto_pad'
    ? conflict(`${definition.id} is not for animated images`, 'use c_fill or c_auto')
    : succeed(undefined);
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

/** Which part of the original is seen now. */
const noteAttended = ({ source, operations, canvases }: Frame, run: Run): void => {
  const isOriginal = source.kind === 'original' && source.index === 0;
  const seen = isOriginal ? seenOf(operations, canvases) : undefined;
  if (seen !== undefined) run.attended.push(seen);
};

/** Answers what has to be measured before it can go on. */
export const runActions = (
  component: Component,
  frame: Frame,
  run: Run,
  fractions: Fractions = {},
): Result<Measure | undefined> => {
  for (const action of groupComponent(component).actions) {
    const trimmed = action.definition.measures === 'content' ? planTrim(frame, run) : [];
    if (trimmed === undefined) return succeed(measureContent(action, frame));
    const planned = planAction(action, { component, frame, run, fractions });
    if (!planned.ok) return planned;
    if ('measure' in planned.value) return succeed(planned.value.measure);
    const error = append(frame, [...trimmed, ...planned.value.operations], run.maxSide, action.param);
    if (error !== undefined) return refuse(error);
    if (planned.value.attends) noteAttended(frame, run);
  }
  return succeed(undefined);
};
