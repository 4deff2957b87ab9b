/** A layer that is open: what is done to it is done once for each place where it will be laid, as that may size it. */
import type { Span } from '../errors.ts';
import { type FocusGravity, isFocusGravity } from '../ops/focus.ts';
import type { Gravity } from '../ops/placement.ts';
import type { Spot } from '../ops/spot.ts';
import { completeArgs } from '../params/complete-args.ts';
import { groupComponent } from '../params/component.ts';
import { regionRelative, relative } from '../params/layer/flags.ts';
import { g } from '../params/qualifiers.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { AutoGravity, Component, Param } from '../values/ast.ts';
import { findSpots } from './find-focus.ts';
import { canvasOf, copyFrame, type Frame } from './frame.ts';
import type { LayerStart } from './open-layer.ts';
import type { Measure } from './plan.ts';
import type { Run } from './run.ts';
import { type Fractions, runActions } from './run-actions.ts';
import { findSaid, isSaid } from './said.ts';
import type { NeedsMeasure } from './see-faces.ts';

/** What gravity names in the picture below. */
export interface Goal {
  readonly gravity: FocusGravity;
  /** The largest first. */
  readonly spots: readonly Spot[];
  /** Where there is none: in the middle, or not at all. */
  readonly otherwise: 'center' | 'nowhere';
}

/** A layer that has not been applied yet. */
export interface Layer extends Omit<LayerStart, 'frame'> {
  /** One for each spot; one as well where there is none, or gravity names nothing of the kind. */
  readonly frames: readonly [Frame, ...Frame[]];
  readonly goal?: Goal;
  /** Everything that was said between its beginning and now, for what steers how it is laid. */
  readonly said: Param[];
  /** `fl_region_relative` was said somewhere. */
  byRegion: boolean;
}

/** As many faces as Cloudinary's add-on finds (https://cloudinary.com/documentation/advanced_facial_attributes_detection_addon). */
const mostSpots = 64;

interface SaidGravity {
  readonly value: AutoGravity | FocusGravity | Gravity;
  readonly span: Span | undefined;
}

/** Where nothing is said it is the middle. */
export const readGravity = (params: readonly Param[]): SaidGravity => {
  const said = findSaid(params, g);
  return { value: said === undefined ? 'center' : completeArgs(g.args, said.args).value, span: said?.span };
};

/** Undefined where it is not certain before the layer is closed, as in branches that say different things. */
const foreseeGravity = ({ said, places }: Beginning): FocusGravity | undefined => {
  const [first, ...others] = places.map((place) => readGravity([...said, ...place]).value);
  return isFocusGravity(first) && others.every((other) => other === first) ? first : undefined;
};

const findGoal = (gravity: FocusGravity, below: Frame, run: Run): Goal | NeedsMeasure => {
  const found = findSpots(gravity, below, run);
  if ('measure' in found) return found;
  const spots = found.spots.toSorted((a, b) => b.width * b.height - a.width * a.height).slice(0, mostSpots);
  return { gravity, spots, otherwise: found.fallback === 'center' ? 'center' : 'nowhere' };
};

const differInSize = (frames: readonly Frame[]): boolean => {
  const [first, ...others] = frames.map(canvasOf);
  return others.some(({ width, height }) => width !== first?.width || height !== first.height);
};

interface Beginning {
  /** Beside its name. */
  readonly said: readonly Param[];
  /** Beside each `fl_layer_apply` that may close it. */
  readonly places: readonly (readonly Param[])[];
  /** The layer on which it will be laid. */
  readonly parent: Layer | undefined;
}

export const beginLayer = (
  { frame, ...start }: LayerStart,
  beginning: Beginning,
  below: Frame,
  run: Run,
): Result<Layer | NeedsMeasure> => {
  const { said, parent } = beginning;
  if (parent !== undefined && differInSize(parent.frames)) {
    return refuse({
      code: 'url.conflict',
      message: 'A layer that is sized for each face cannot hold another layer',
      span: start.param.span,
    });
  }
  const begun = { ...start, said: [...said], byRegion: false };
  const gravity = start.lut === undefined ? foreseeGravity(beginning) : undefined;
  if (gravity === undefined) return succeed({ ...begun, frames: [frame] });
  const goal = findGoal(gravity, below, run);
  if ('measure' in goal) return succeed(goal);
  const others = goal.spots.slice(1).map(() => copyFrame(frame));
  return succeed({ ...begun, frames: [frame, ...others], goal });
};

/** The layers that are open, the nearest last. Without any, what is done is done to the picture. */
export interface LayerStack {
  readonly open: Layer[];
  readonly top: () => Frame;
  readonly second: () => Frame;
  /** What the next is laid on: several where that is a layer which itself will be laid in several places. */
  readonly all: () => readonly Frame[];
}

export const stackOn = (base: Frame): LayerStack => {
  const open: Layer[] = [];
  return {
    open,
    top: () => open.at(-1)?.frames[0] ?? base,
    second: () => open.at(-2)?.frames[0] ?? base,
    all: () => open.at(-1)?.frames ?? [base],
  };
};

/** A table of colours has no pixels that anything could be done to. */
const refuseOnTable = (component: Component): Result<undefined> => {
  const [action] = groupComponent(component).actions;
  return action === undefined
    ? succeed(undefined)
    : refuse({
        code: 'url.conflict',
        message: `A table of colours is no picture: ${action.definition.id} cannot be done to it`,
        span: action.param.span,
        hint: 'what is to be done to the picture belongs behind the fl_layer_apply',
      });
};

/** `params`: what says of which picture fractions are. */
export const runOnLayer = (
  component: Component,
  params: readonly Param[],
  layer: Layer,
  below: Frame,
  run: Run,
): Result<Measure | undefined> => {
  if (layer.lut !== undefined) return refuseOnTable(component);
  const ofRegion = isSaid(params, regionRelative);
  layer.byRegion ||= ofRegion;
  const canvas = ofRegion || isSaid(params, relative) ? canvasOf(below) : undefined;
  for (const [index, frame] of layer.frames.entries()) {
    const of = (ofRegion ? layer.goal?.spots[index] : undefined) ?? canvas;
    const fractions: Fractions = { ofRegion, ...(of && { of }) };
    const measure = runActions(component, frame, run, fractions);
    if (!measure.ok || measure.value !== undefined) return measure;
  }
  return succeed(undefined);
};
