/** Transformation + facts -> operations with real numbers: runs the components in order and follows the canvas. */
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import type { Box, Operation } from '../ops/operation.ts';
import { definitionOf } from '../params/definition-of.ts';
import { getinfo } from '../params/delivery/flags.ts';
import { regionRelative, relative, textNoTrim } from '../params/layer/flags.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Characteristic, Component, Param, Transformation } from '../values/ast.ts';
import { createBranches } from './branches.ts';
import { readCharacteristic } from './characteristics.ts';
import type { Scope } from './evaluate.ts';
import { findLast } from './delivery-flags.ts';
import { initialDensity } from './density.ts';
import type { FaceMarks } from './info.ts';
import { canvasOf, describeTooLarge, type Frame, pictureOf } from './frame.ts';
import { type OpenedOriginal, openOriginal } from './open-original.ts';
import { look } from './look.ts';
import { beginLayer, type Layer, runOnLayer, stackOn } from './layer.ts';
import { type LayerOriginals, openLayer } from './open-layer.ts';
import { appliesLayer, type LayerPairs, pairLayers } from './pair-layers.ts';
import { placeLayer } from './place-layer.ts';
import type { Measure } from './plan.ts';
import { countFaces } from './see-faces.ts';
import { prepareComponent } from './prepare-component.ts';
import type { Run } from './run.ts';
import { runActions } from './run-actions.ts';
import { isSaid } from './said.ts';
import { findVariable } from './settled-first.ts';
import { isLayerPart, splitApplying, splitOpening } from './split-component.ts';
import { tellLandmarks } from './tell-landmarks.ts';

/** The picture as far as it has been planned. `canvases` is one longer than `operations`. */
export interface Lowered {
  readonly operations: readonly Operation[];
  readonly canvases: readonly [Canvas, ...Canvas[]];
  readonly decode: Decode;
  /** Parts of the original that an automatic gravity has chosen, in its pixels. */
  readonly attended: readonly Box[];
  /** For `fl_getinfo`, of the faces that it went by. */
  readonly marks?: readonly FaceMarks[];
  /** The pages or frames that were asked for, from 0; absent: all there are. */
  readonly pages?: readonly number[];
  /** What the layers cost, in milliseconds. */
  readonly layerMs: number;
  /** The components that ran, with numbers in the place of variables. */
  readonly executed: Transformation;
}

/** Planning stopped where something has to be measured first. */
export interface NeedsMeasure {
  readonly measure: Measure;
}

export interface LowerSettings {
  readonly dpr: number;
  readonly maxSide: number;
  readonly layers: LayerOriginals['refs'];
}

/** Undefined when all went well; a measure when something has to be known first. */
type Outcome = Result<Measure | undefined>;

/** The flags that say what fractions are of: each for its own component, unless it opens or closes the layer. */
const isRelation = ({ id }: Param): boolean => id === relative.id || id === regionRelative.id;

const stray = (param: Param): Result<never> =>
  refuse({
    code: 'url.conflict',
    message:
      definitionOf(param).layer?.kind === 'apply'
        ? 'There is no open layer before this fl_layer_apply'
        : `${definitionOf(param).title} belongs to a layer, and none is open here`,
    span: param.span,
    hint: 'a layer is opened by l_ or u_',
  });

const twoLayers = ({ span }: Param): Result<never> =>
  refuse({
    code: 'url.conflict',
    message: 'One component cannot lay two layers',
    span,
    hint: 'put a slash between them',
  });

const neverApplied = ({ param: { span } }: Layer): Result<never> =>
  refuse({
    code: 'url.conflict',
    message: 'The fl_layer_apply of this layer stands in a branch that is not taken',
    span,
  });

export const lower = (
  transformation: Transformation,
  facts: Facts,
  settings: LowerSettings,
): Result<Lowered | NeedsMeasure> => {
  const { dpr, maxSide } = settings;
  const pairs = pairLayers(transformation);
  const run: Run = {
    dpr,
    maxSide,
    facts,
    measured: facts.measured ?? [],
    measures: 0,
    saliencies: new Map(),
    looks: new Map(),
    attended: [],
    faces: new Map(),
    layerMs: 0,
  };
  const opened = openOriginal(ofLayer(transformation, pairs, undefined), facts, run);
  if (!opened.ok) return opened;
  if ('measure' in opened.value) return succeed(opened.value);
  const lowered = lowerOpened(transformation, facts, settings, { pairs, run, original: opened.value });
  if (!lowered.ok || 'measure' in lowered.value) return lowered;
  const told = findLast(lowered.value.executed, getinfo.id) && tellLandmarks(run, facts);
  if (told === undefined) return lowered;
  return succeed('measure' in told ? told : { ...lowered.value, ...told });
};

interface Opened {
  readonly pairs: LayerPairs;
  readonly run: Run;
  readonly original: OpenedOriginal;
}

const lowerOpened = (
  transformation: Transformation,
  facts: Facts,
  { dpr, maxSide, layers }: LowerSettings,
  { pairs, run, original }: Opened,
): Result<Lowered | NeedsMeasure> => {
  const { decode, frame: base, pages } = original;
  const [start] = base.canvases;
  const originals: LayerOriginals = { refs: layers, facts: facts.layers ?? [] };
  const { open, top, second, all } = stackOn(base);
  const executed: Component[] = [];
  const branches = createBranches();
  let variables: Scope['variables'] = new Map();

  /** What applies a layer counts from the picture below. */
  const seenFrom = (component: Component): Frame => (appliesLayer(component) ? second() : top());

  const scopeAt = (frame: Frame): Scope => ({
    variables,
    current: () => ({ picture: pictureOf(frame), canvas: canvasOf(frame) }),
    characteristic: (name: Characteristic) =>
      readCharacteristic(name, {
        current: canvasOf(frame),
        untouched: frame.untouched,
        start,
        dpr,
        density: initialDensity(facts),
        pages: facts.pages,
        custom: facts.coordinates?.custom?.length ?? 0,
        page: decode.page + 1,
        look: (looked) => look(looked, original, run),
        faces: () => countFaces(base, run),
      }),
  });

  const runOpening = (component: Component, param: Param, index: number): Outcome => {
    const closers = pairs.closers.get(index);
    const { own, said } = closers === undefined ? splitApplying(component) : splitOpening(component);
    const below = top();
    const components = ofLayer(transformation, pairs, index);
    const named = { component: own, components, param, originals, variables };
    const opened = openLayer({ ...named, below: canvasOf(below), keepsRoom: isSaid(said, textNoTrim) }, run);
    if (!opened.ok) return opened;
    if ('measure' in opened.value) return succeed(opened.value.measure);
    const { start: begun, rest } = opened.value;
    const places = closers?.map((at) => transformation[at]?.params ?? []) ?? [[]];
    const layer = beginLayer(begun, { said, places, parent: open.at(-1) }, below, run);
    if (!layer.ok) return layer;
    if ('measure' in layer.value) return succeed(layer.value.measure);
    const measure = runOnLayer(rest, said, layer.value, below, run);
    if (!measure.ok || measure.value !== undefined) return measure;
    if (closers === undefined) return placeLayer(layer.value, all(), run);
    open.push(layer.value);
    return succeed(undefined);
  };

  const runApplying = (component: Component, param: Param): Outcome => {
    const layer = open.pop();
    if (layer === undefined) return stray(param);
    const { own, said } = splitApplying(component);
    layer.said.push(...said);
    const measure = runOnLayer(own, layer.said, layer, top(), run);
    return !measure.ok || measure.value !== undefined ? measure : placeLayer(layer, all(), run);
  };

  const runPlain = (component: Component): Outcome => {
    const layer = open.at(-1);
    const parts = component.params.filter(isLayerPart);
    if (layer === undefined) {
      const part = parts.find(({ id }) => id !== regionRelative.id);
      if (part !== undefined) return stray(part);
      return runActions(component, base, run, { ofRegion: parts.length > 0 });
    }
    const measure = runOnLayer(component, [...parts, ...layer.said], layer, second(), run);
    layer.said.push(...parts.filter((part) => !isRelation(part)));
    return measure;
  };

  const runComponent = (component: Component, index: number): Outcome => {
    const [source, another] = component.params.filter(
      (param) => definitionOf(param).layer?.kind === 'source',
    );
    if (another !== undefined) return twoLayers(another);
    if (source !== undefined) return runOpening(component, source, index);
    const apply = component.params.find((param) => definitionOf(param).layer?.kind === 'apply');
    return apply === undefined ? runPlain(component) : runApplying(component, apply);
  };

  for (const [index, component] of transformation.entries()) {
    const prepared = prepareComponent(component, branches, scopeAt(seenFrom(component)));
    if (run.pending !== undefined) return succeed({ measure: run.pending });
    if (!prepared.ok) return prepared;
    ({ variables } = prepared.value);
    const { component: bound } = prepared.value;
    if (bound === undefined) continue;
    const late = findVariable(component, bound, facts);
    if (late !== undefined) return refuse(late);
    executed.push(bound);
    const outcome = runComponent(bound, index);
    if (!outcome.ok) return outcome;
    if (outcome.value !== undefined) return succeed({ measure: outcome.value });
  }
  const [unapplied] = open;
  if (unapplied !== undefined) return neverApplied(unapplied);
  const said = { layerMs: run.layerMs, attended: run.attended, ...(pages && { pages }) };
  return conclude(base, { decode, executed, ...said }, maxSide);
};

const conclude = (
  base: Frame,
  rest: Omit<Lowered, 'canvases' | 'operations'>,
  maxSide: number,
): Result<Lowered> => {
  const { operations, canvases } = base;
  const result = canvasOf(base);
  return Math.max(result.width, result.height) > maxSide
    ? refuse(describeTooLarge(result, maxSide))
    : succeed({ operations, canvases, ...rest });
};

/** The components of one layer, or of the picture itself. */
const ofLayer = (
  transformation: Transformation,
  { layerOf }: LayerPairs,
  layer: number | undefined,
): readonly Component[] =>
  transformation.filter((_, index) =>
    layer === undefined ? layerOf[index] === undefined : layerOf[index]?.has(layer),
  );
