/** From a transformation and the facts of its original to a plan, or to what has to be measured first. */
import { sumCosts } from '../ops/cost.ts';
import type { Canvas, Essence, Facts } from '../ops/facts.ts';
import { costOfMoving } from '../ops/moving-cost.ts';
import { dpr } from '../params/delivery/dpr.ts';
import { getinfo } from '../params/delivery/flags.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Transformation } from '../values/ast.ts';
import { white } from '../values/color.ts';
import { findLast, readLast } from './delivery-flags.ts';
import { type FrameLimits, planAnimation } from './animation.ts';
import { findTooLarge, gainsByTime, lacksAlpha, outputFormat, readEncode, wantedFormat } from './encode.ts';
import type { AcceptClass } from './accept.ts';
import { chooseFormats, type FormatChoice } from './choose-formats.ts';
import { settleBreakpoints } from './breakpoints.ts';
import { chooseDensity } from './density.ts';
import { traceResize, uprightSize } from './info.ts';
import { findLayerRefs } from './layer-refs.ts';
import { lower, type Lowered } from './lower.ts';
import { settleOpaque } from './opaque.ts';
import { negotiate } from './negotiate.ts';
import type { Encode, Measure, Plan, Planned } from './plan.ts';
import { findConditional } from './settled-first.ts';
import { findUnsupported } from './unsupported.ts';
import { leavesAllButBytes, leavesPixels } from './untouched.ts';
import { settleZoom } from './zoom.ts';

export interface Wanted extends FrameLimits {
  /** Extension of the URL, in lower case. */
  readonly extension?: string;
  readonly maxOutputSide: number;
  readonly maxLayers: number;
  /** What would be late for certain is refused; nothing is when absent. */
  readonly renderTimeoutMs?: number;
  /** What the client takes besides JPEG, PNG and GIF; nothing when absent. */
  readonly accept?: AcceptClass;
  /** What the original says of its creator and rights is kept, unless the chain strips it. */
  readonly keepsAttribution?: boolean;
  /** Somebody waits: leave slow codecs out where the format is open. */
  readonly hurry?: boolean;
}

const ratioOf = (transformation: Transformation): number => {
  const ratio = readLast(transformation, dpr)?.ratio ?? 1;
  return ratio === 'auto' ? 1 : ratio;
};

/** Costs were measured on a small server: what takes so many times the deadline there is late on any other, too. */
const headroom = 2;

const refuseLate = (ms: number, allowedMs: number, hint: string): Result<never> => {
  const [needed, allowed] = [ms, allowedMs].map((time) => Math.ceil(time / 1000));
  const message = `What is asked for would take about ${needed} s; ${allowed} s are allowed`;
  return refuse({ code: 'output.too-large', message, hint });
};

const checkTime = (ms: number, { renderTimeoutMs = Infinity }: Wanted): Result<number> =>
  ms <= renderTimeoutMs * headroom
    ? succeed(ms)
    : refuseLate(ms, renderTimeoutMs, 'scale the picture down before the effects');

/**
 * With reading and writing, which take the most of it. They take as long as was reckoned, within a third, and nobody is
 * glad of twenty seconds that end in nothing: no headroom here.
 */
const checkMovingTime = (ms: number, { renderTimeoutMs = Infinity }: Wanted): Result<number> =>
  ms <= renderTimeoutMs
    ? succeed(ms)
    : refuseLate(
        ms,
        renderTimeoutMs,
        'fps_ and vs_ take fewer frames, a smaller width makes less of each, and f_webp is written faster than f_gif',
      );

/** Nothing is developed: the answer is known. */
const tell = (breakpoints: readonly number[], facts: Facts): Plan => ({
  decode: { autoOrient: true, page: 0 },
  operations: [],
  encode: { format: 'jpg', progressive: 'none', background: white },
  canvases: [{ ...uprightSize(facts), alpha: facts.alpha }],
  operationMs: 0,
  info: { delivers: 'breakpoints', breakpoints },
});

/** What a layer shows can be looked at; a table of colours shows nothing. */
const askFor = (measure: Measure, { layers = [] }: Facts): Result<Planned> => {
  const source = measure.kind === 'content' ? measure.picture.source : undefined;
  const shown = source?.kind === 'original' ? source : measure;
  const looksAtFile = 'index' in shown && shown.index > 0 && layers[shown.index - 1]?.kind === 'file';
  return looksAtFile
    ? refuse({
        code: 'url.conflict',
        message: 'A table of colours is no picture: there is nothing in it to look for',
      })
    : succeed({ kind: 'measure', measure });
};

/** Pure; when it answers `measure`, add the answer to `facts.measured` and call again. */
export const planChain = (given: Transformation, initial: Facts, wanted: Wanted): Result<Planned> => {
  const negotiated = negotiate(given, {}).transformation; // what nobody has settled is settled for a client who says nothing
  const breakpoints = settleBreakpoints(negotiated, initial, ratioOf(negotiated));
  if (breakpoints.kind === 'measure') return succeed(breakpoints);
  if (breakpoints.kind === 'breakpoints') {
    return succeed({ kind: 'render', plan: tell(breakpoints.widths, initial) });
  }
  const { transformation, facts } = breakpoints;
  const [unsupported] = findUnsupported(transformation);
  if (unsupported !== undefined) return refuse(unsupported);
  const late = findConditional(transformation, facts);
  if (late !== undefined) return refuse(late);
  const asked = wantedFormat(transformation, facts, wanted.extension);
  if (!asked.ok) return asked;
  const leaves = leavesPixels(transformation, facts);
  const isOriginal =
    leaves && (asked.value === facts.format || (asked.value === 'auto' && facts.format === 'svg'));
  if (isOriginal && findLast(transformation, getinfo.id) === undefined) return succeed({ kind: 'original' });
  const layers = findLayerRefs(transformation, wanted);
  if (!layers.ok) return layers;
  const lowered = lower(transformation, facts, {
    dpr: ratioOf(transformation),
    maxSide: wanted.maxOutputSide,
    layers: layers.value,
  });
  if (!lowered.ok) return lowered;
  if ('measure' in lowered.value) return askFor(lowered.value.measure, facts);
  const tells = findLast(lowered.value.executed, getinfo.id) !== undefined;
  if (tells && findEssence(facts) === undefined) {
    return succeed({ kind: 'measure', measure: { kind: 'essence', decode: lowered.value.decode } });
  }
  const plan = planEncoding(lowered.value, facts, wanted, isOriginal);
  return plan.ok ? succeed({ kind: 'render', plan: plan.value }) : plan;
};

/** Of the original, once it was looked at. */
const findEssence = ({ measured = [] }: Facts): Essence | undefined => {
  const found = measured.find(({ kind }) => kind === 'essence');
  if (found?.kind !== 'essence') return undefined;
  const { colors, phash, blurhash, thumbhash } = found;
  return { colors, phash, blurhash, thumbhash };
};

/** What is open, or the one format that it is. */
const readChoice = (
  { executed, canvases, operations }: Lowered,
  facts: Facts,
  { extension, accept = 'none', hurry = false }: Wanted,
): Result<FormatChoice> => {
  const chosen = wantedFormat(executed, facts, extension);
  if (!chosen.ok) return chosen;
  if (chosen.value === 'auto') {
    return succeed(chooseFormats(executed, facts, canvases.at(-1) ?? canvases[0], { accept, hurry }));
  }
  const format = outputFormat(executed, chosen.value, facts, { canvases, operations });
  if (!format.ok) return format;
  const tooLarge = findTooLarge(format.value, canvases.at(-1) ?? canvases[0]);
  return tooLarge
    ? refuse(tooLarge)
    : succeed({ formats: [format.value], provisional: false, moving: false });
};

const tellResult = (
  { attended, marks }: Lowered,
  { operations, canvases }: Pick<Lowered, 'canvases' | 'operations'>,
  facts: Facts,
  isOriginal: boolean,
): NonNullable<Plan['info']> => {
  const resize = traceResize(operations, canvases);
  const essence = findEssence(facts);
  return {
    delivers: isOriginal ? 'original' : 'result',
    ...(resize && { resize }),
    ...(attended.length > 0 && { attended }),
    ...(marks && { marks }),
    ...(essence && { essence }),
  };
};

/** What is left to the engine, and whether it takes its time for that; in haste, the answer is one for the moment. */
const readManner = (
  read: Encode,
  { formats, provisional, moving }: FormatChoice,
  last: Canvas,
  hurry: boolean,
): { readonly encode: Encode; readonly provisional: boolean } => {
  const isOpen = formats.length > 1 && read.space === undefined;
  const gains = provisional || (!moving && gainsByTime(read, last));
  return {
    encode: {
      ...read,
      ...(isOpen && { among: formats }),
      ...((isOpen || gains) && !hurry && { thorough: true }),
    },
    provisional: gains && hurry,
  };
};

/** Only what ran has a say in how the result is written: a quality may stand in a branch. */
const planEncoding = (lowered: Lowered, facts: Facts, wanted: Wanted, isOriginal: boolean): Result<Plan> => {
  const { decode, pages, layerMs, executed } = lowered;
  const { operations, canvases } = settleZoom(lowered);
  const choice = readChoice(lowered, facts, wanted);
  if (!choice.ok) return choice;
  const { formats, moving } = choice.value;
  const [format] = formats;
  const shown = { format, decode, operations, canvases, moving, ...(pages && { pages }) };
  const animated = planAnimation(executed, facts, shown, wanted);
  if (!animated.ok) return animated;
  const { value: animation } = animated;
  const read = readEncode(executed, facts, format, wanted);
  if (!read.ok) return read;
  const isMoving = moving || animation !== undefined;
  const last = canvases.at(-1) ?? canvases[0];
  const manner = readManner(read.value, { ...choice.value, moving: isMoving }, last, wanted.hurry === true);
  const encode: Encode = {
    ...manner.encode,
    ...(leavesAllButBytes(executed, facts, { format, accept: wanted.accept ?? 'none' }) && {
      untouched: true,
    }),
  };
  const settled = lacksAlpha(encode)
    ? settleOpaque(operations, canvases, encode.background)
    : { operations, canvases };
  const onceMs = sumCosts(settled.operations, settled.canvases) + layerMs;
  const operationMs = checkTime(onceMs * (animation?.shots.length ?? 1), wanted);
  if (!operationMs.ok) return operationMs;
  if (animation !== undefined) {
    const end = settled.canvases.at(-1) ?? canvases[0];
    const filesMs = costOfMoving(facts, format, end, animation.shots.length);
    const inTime = checkMovingTime(operationMs.value + filesMs, wanted);
    if (!inTime.ok) return inTime;
  }
  return succeed({
    decode: { ...decode, ...chooseDensity(facts, canvases[0], operations) },
    ...settled,
    encode,
    ...(manner.provisional && { provisional: true }),
    ...(animation && { animation }),
    operationMs: operationMs.value,
    ...(findLast(executed, getinfo.id) && {
      info: tellResult(lowered, { operations, canvases }, facts, isOriginal),
    }),
  });
};
