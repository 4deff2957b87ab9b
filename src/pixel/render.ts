/** Runs the passes of a plan over an opened original. */
import { fail } from '../errors.ts';
import type { Decode } from '../ops/decode.ts';
import type { Canvas, OutputFormat } from '../ops/facts.ts';
import type { Operation, Picture } from '../ops/operation.ts';
import { lacksAlpha } from '../plan/encode.ts';
import type { Encode, Plan, Settled } from '../plan/plan.ts';
import type { Rendered } from '../ports.ts';
import { openSource } from './decode.ts';
import { describeOriginal, describeRendered } from './describe.ts';
import { encodeAs } from './encode.ts';
import { checkAborted } from './failure.ts';
import { runKernel } from './kernel-runners.ts';
import { readFields } from './metadata/read-fields.ts';
import { addIptc, withFields } from './metadata/write-fields.ts';
import { fileAt, imageAt, type Opened, type OpenedSource } from './opened.ts';
import { uprightFrom } from './orientation.ts';
import { addToPipeline } from './pipeline-runners.ts';
import { ownBytes } from './own-bytes.ts';
import { settleEncode } from './quality/settle-encode.ts';
import {
  onRaw,
  type OpenPipeline,
  type RawPicture,
  runPipeline,
  toRaw,
  withoutAlpha,
} from './raw-picture.ts';
import { type Pass, type PipelinePass, schedule } from './schedule.ts';
import { type Act, canvasAfter, toAct } from './step.ts';
import type { Studio } from './studio.ts';

/** Ten seconds' worth, should they all cover the whole canvas: half of what any picture may take. */
const maxEffectTenths = 100;

/** A resize in the first pass has the SVG drawn at its size; whatever else happens, it is drawn as it is. */
const checkEffects = ({ effects }: OpenedSource, first: Pass | undefined, canvas: Canvas): void => {
  const steps = first?.kind === 'pipeline' ? first.steps : [];
  const resize = steps.find(({ act }) => act.op === 'resize' || act.op === 'extract')?.act;
  const scale =
    resize?.op === 'resize' ? Math.max(resize.width / canvas.width, resize.height / canvas.height) : 1;
  const megapixels = (canvas.width * canvas.height * scale ** 2) / 1e6;
  if (effects * megapixels > maxEffectTenths) {
    throw fail('source.too-many-pixels', 'The effects of the SVG cover too many pixels');
  }
};

/** The passes for operations on this original, upright turning included. */
export const schedulePasses = (
  source: OpenedSource,
  decode: Decode,
  operations: readonly Operation[],
  last: readonly Act[] = [],
): readonly Pass[] => {
  const { facts, plain } = source;
  const upright = decode.autoOrient ? uprightFrom(facts.orientation) : undefined;
  const acts = operations.map(toAct).filter((act) => act !== undefined);
  return schedule(
    [...(upright === undefined ? [] : [upright]), ...acts, ...last],
    storedCanvas(source, decode),
    {
      plain,
      fold: true,
    },
  );
};

/** The acts of each pass by name; a pass without any only decodes or encodes. */
export const describePasses = (passes: readonly Pass[]): readonly (readonly string[])[] =>
  passes.map((pass) => (pass.kind === 'kernel' ? [pass.step.act.op] : pass.steps.map(({ act }) => act.op)));

const storedCanvas = ({ facts }: OpenedSource, decode: Decode): Canvas => {
  const alpha = decode.ignoresAlpha ? false : (decode.pageSize ?? facts).alpha;
  if (decode.pageSize !== undefined) return { ...decode.pageSize, alpha };
  const scale = facts.format === 'svg' ? (decode.density ?? 72) / 72 : 1;
  return {
    width: Math.round(facts.storedWidth * scale),
    height: Math.round(facts.storedHeight * scale),
    alpha,
  };
};

export const scheduleRender = (source: OpenedSource, { decode, operations, encode }: Plan): readonly Pass[] =>
  schedulePasses(
    source,
    decode,
    operations,
    lacksAlpha(encode) ? [{ op: 'flatten', color: { ...encode.background, alpha: 1 } }] : [],
  );

export const render = async (opened: Opened, plan: Plan, signal: AbortSignal): Promise<Rendered> => {
  const source = imageAt(opened, 0);
  const { facts } = source;
  if (plan.info?.delivers === 'original') {
    return describeOriginal(
      facts,
      plan.info,
      source.bytes.length,
      await openDecoder(source, plan.decode, []),
    );
  }
  const passes = scheduleRender(source, plan);
  const start = await openDecoder(source, plan.decode, passes);
  const last = await runPasses(start, passes, createStudio(opened, signal));
  const { pipeline, encode, settled } = await settleEncode(last, plan.encode);
  const { format, metadata, density } = encode;
  const kept = metadata !== undefined ? await readFields(source.bytes, source.maxInputPixels, metadata) : [];
  const image = withFields(encodeAs(pipeline.image, encode), kept, density);
  const { data, size } = await runPipeline({ ...pipeline, image });
  const bytes = addIptc(data, format, kept);
  const own = plan.encode.untouched === true ? ownBytesOf(source, plan.encode, bytes) : undefined;
  const rendered: Rendered = { bytes, format, ...size, ...(settled && { settled }), ...own };
  return plan.info ? describeRendered(facts, plan.info, rendered) : rendered;
};

/** The original's own bytes, where it does not get smaller and the client takes its format. */
const ownBytesOf = (
  { bytes, facts }: OpenedSource,
  { among, format, metadata, density }: Encode,
  written: Uint8Array,
): (Settled & { readonly bytes: Uint8Array }) | undefined => {
  const isTaken = (among ?? [format]).some((taken) => taken === facts.format);
  const own = isTaken && metadata === undefined && density === undefined ? ownBytes(bytes, facts) : undefined;
  return own && own.length <= written.length
    ? { bytes: own, format: facts.format as OutputFormat }
    : undefined;
};

/** The pixels as the operations leave them; the caller may write into them. */
export const develop = async (opened: Opened, picture: Picture, signal: AbortSignal): Promise<RawPicture> =>
  createStudio(opened, signal).develop(picture);

const createStudio = (opened: Opened, signal: AbortSignal): Studio => {
  const studio: Studio = {
    signal,
    readFile: (index) => fileAt(opened, index),
    develop: async ({ source, operations }) => {
      if (source.kind === 'text') {
        const text = await opened.drawText(
          source.text,
          source.font === undefined ? undefined : fileAt(opened, source.font),
        );
        const acts = operations.map(toAct).filter((act) => act !== undefined);
        const canvas = { width: text.width, height: text.height, alpha: text.channels === 4 };
        return toRaw(
          await runPasses(
            onRaw(text, (image) => image),
            schedule(acts, canvas),
            studio,
          ),
        );
      }
      const image = imageAt(opened, source.index);
      const passes = schedulePasses(image, source.decode, operations);
      return toRaw(await runPasses(await openDecoder(image, source.decode, passes), passes, studio));
    },
  };
  return studio;
};

/** Runs all passes but the end of the last, which is answered as an open pipeline: to encode, or to look at. */
export const runPasses = async (
  start: OpenPipeline,
  passes: readonly Pass[],
  studio: Studio,
): Promise<OpenPipeline> => {
  let pipeline = start;
  for (const [index, pass] of passes.entries()) {
    checkAborted(studio.signal);
    if (pass.kind === 'kernel') {
      pipeline = onRaw(await runKernel(await toRaw(pipeline), pass.step.act, studio), (image) => image);
      continue;
    }
    if (passes[index - 1]?.kind === 'pipeline') pipeline = onRaw(await toRaw(pipeline), (image) => image);
    pipeline = addSteps(pipeline, pass.steps);
  }
  return pipeline;
};

export const openDecoder = async (
  source: OpenedSource,
  decode: Decode,
  passes: readonly Pass[],
): Promise<OpenPipeline> => {
  if (decode.page >= source.facts.pages) {
    throw fail(
      'url.invalid-value',
      `The original has no page ${decode.page + 1}, only ${source.facts.pages}`,
    );
  }
  if (source.effects > 0) checkEffects(source, passes[0], storedCanvas(source, decode));
  const image = openSource(source.bytes, source.facts, decode, source.maxInputPixels);
  const pipeline: OpenPipeline = {
    image: source.deepProfile ? image.withIccProfile('srgb', { attach: false }) : image,
    decodes: true,
    size: undefined,
  };
  // Before anything else: sharp's removeAlpha runs last, when resizing has already darkened what was transparent.
  return decode.ignoresAlpha ? onRaw(withoutAlpha(await toRaw(pipeline)), (raw) => raw) : pipeline;
};

const addSteps = ({ image, decodes }: OpenPipeline, steps: PipelinePass['steps']): OpenPipeline => {
  const last = steps.at(-1);
  const extracts = steps.some(({ act }) => act.op === 'extract');
  return {
    image: steps.reduce((pipeline, { act }) => addToPipeline(pipeline, act), image),
    decodes,
    size: extracts && last !== undefined ? canvasAfter(last) : undefined,
  };
};
