/** What a layer starts from: its own original, a text that has been measured, or a picture that a variable holds. */
import type { Canvas, Facts, LayerFacts } from '../ops/facts.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, LayerSource, Param } from '../values/ast.ts';
import type { Scope } from './evaluate.ts';
import { type Frame, startFrame } from './frame.ts';
import { indexOfRef, type LayerRef, refOf, sourceOf } from './layer-refs.ts';
import { openOriginal } from './open-original.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';
import { setText, type TextSetting } from './set-text.ts';

/** What a layer is made of. */
export interface LayerStart {
  readonly param: Param;
  readonly frame: Frame;
  /** Of its original, where it has one of its own. */
  readonly facts?: Facts;
  /** Index of the file, when it is a table of colours and no picture. */
  readonly lut?: number;
}

export interface Opened {
  readonly start: LayerStart;
  /** What of the component that opened it is still to be done. */
  readonly rest: Component;
}

export interface LayerOriginals {
  readonly refs: readonly LayerRef[];
  readonly facts: readonly LayerFacts[];
}

const missing = ({ publicId, type }: LayerRef, { span }: Param): Result<never> =>
  refuse({
    code: 'layer.not-found',
    message: `Unknown or invalid referenced image ${publicId} of type ${type}`,
    span,
  });

/** Where an original stands among those that are open; that of the URL comes first. */
const find = (
  source: LayerSource,
  { refs, facts }: LayerOriginals,
  param: Param,
): Result<{ readonly index: number; readonly facts: LayerFacts } | undefined> => {
  const ref = refOf(source);
  if (ref === undefined) return succeed(undefined);
  const at = indexOfRef(refs, ref);
  const found = facts[at];
  if (found === undefined || found.kind === 'missing') return missing(ref, param);
  return succeed({ index: at + 1, facts: found });
};

/** Stands for a table of colours, which has no pixels of its own. */
const noCanvas: Canvas = { width: 1, height: 1, alpha: false };

export interface Opening {
  readonly component: Component;
  readonly param: Param;
  readonly originals: LayerOriginals;
  readonly variables: Scope['variables'];
  /** All that belong to the layer. */
  readonly components: readonly Component[];
  /** The picture that the layer will be laid on, as it is now. */
  readonly below: Canvas;
  /** `fl_text_no_trim`. */
  readonly keepsRoom: boolean;
}

/** The layer, or what has to be measured before it can be opened. */
export const openLayer = (
  { component, components, param, originals, variables, below, keepsRoom }: Opening,
  run: Run,
): Result<Opened | { readonly measure: Measure }> => {
  const source = sourceOf(param);
  if (source === undefined) throw new TypeError('A layer without a source got past the parser');
  const found = find(source, originals, param);
  if (!found.ok) return found;
  const { index = 0, facts } = found.value ?? {};
  const open = (frame: Frame, more: Pick<LayerStart, 'facts' | 'lut'> = {}): Result<Opened> =>
    succeed({ start: { param, frame, ...more }, rest: component });
  switch (source.layer) {
    case 'image':
      return facts?.kind === 'image'
        ? openImage(index, facts.facts, components, { run, open })
        : missing({ ...source, kind: 'image', resourceType: 'image' }, param);
    case 'lut':
      return open(startFrame({ kind: 'original', index, decode: asItIs }, noCanvas), { lut: index });
    case 'captured': {
      const held = variables.get(source.variable);
      if (held?.kind !== 'picture') throw new TypeError('A variable lost its picture');
      const { picture, canvas } = held.captured;
      return open({
        source: picture.source,
        operations: [...picture.operations],
        canvases: [canvas],
        untouched: canvas,
      });
    }
    case 'text':
      return openText(
        { source, component, below, trim: !keepsRoom, dpr: run.dpr },
        param,
        index === 0 ? undefined : index,
        run,
      );
  }
};

const asItIs = { autoOrient: true, page: 0 } as const;

const openImage = (
  index: number,
  facts: Facts,
  components: readonly Component[],
  {
    run,
    open,
  }: { readonly run: Run; readonly open: (frame: Frame, more: Pick<LayerStart, 'facts'>) => Result<Opened> },
): Result<Opened | { readonly measure: Measure }> => {
  const opened = openOriginal(components, facts, run, index);
  if (!opened.ok) return opened;
  return 'measure' in opened.value ? succeed(opened.value) : open(opened.value.frame, { facts });
};

const openText = (
  setting: TextSetting,
  param: Param,
  font: number | undefined,
  run: Run,
): Result<Opened | { readonly measure: Measure }> => {
  const set = setText(setting);
  if (!set.ok) return refuse({ span: param.span, ...set.error });
  const { text, rest } = set.value;
  const textSource = { kind: 'text', text, ...(font !== undefined && { font }) } as const;
  const size = takeMeasured(run, 'text');
  if (size === undefined) return succeed({ measure: textSource });
  const { width, height } = size;
  const frame = startFrame(textSource, { width, height, alpha: true });
  return succeed({ start: { param, frame }, rest });
};
