/** From an opened original and a plan to the bytes of the result. */
import type { Sharp } from 'sharp';
import { fail } from '../errors.ts';
import type { Facts, OutputFormat } from '../ops/facts.ts';
import { findDrawing } from '../plan/drawing.ts';
import type { Animation, Encode, Plan, Settled } from '../plan/plan.ts';
import type { Rendered } from '../ports.ts';
import { animate } from './animate.ts';
import { encodeApng } from './apng.ts';
import { describeOriginal, describeRendered, tellBreakpoints } from './describe.ts';
import { createStudio, createStudios, develop } from './develop.ts';
import { encodeAs } from './encode.ts';
import { drawSvg } from './kernels/vectorize.ts';
import { readFields } from './metadata/read-fields.ts';
import { wrapIcon } from './icon.ts';
import { addIptc, withFields } from './metadata/write-fields.ts';
import { describedIn, imageAt, type Opened, type OpenedSource } from './opened.ts';
import { scheduleRender } from './passes.ts';
import { withoutPngDensity } from './own-bytes/png.ts';
import { ownBytes } from './own-bytes.ts';
import { settleEncode } from './quality/settle-encode.ts';
import { onRaw, onStrip, type OpenPipeline, pictureAt, runPipeline, toRaw } from './raw-picture.ts';
import { openDecoder, runPasses } from './run-passes.ts';

export const render = async (opened: Opened, plan: Plan, signal: AbortSignal): Promise<Rendered> => {
  const source = imageAt(opened, 0);
  const { facts } = source;
  if (plan.info?.breakpoints !== undefined) return tellBreakpoints(facts, plan.info.breakpoints);
  if (plan.info?.delivers === 'original') {
    return describeOriginal(facts, plan.info);
  }
  return plan.encode.format === 'svg'
    ? renderDrawing(opened, plan, signal)
    : renderPixels(opened, plan, signal);
};

/** What `e_vectorize` draws, at the size that it has in the end; a drawing has no metadata. */
const renderDrawing = async (
  opened: Opened,
  { decode, operations, canvases, info }: Plan,
  signal: AbortSignal,
): Promise<Rendered> => {
  const drawing = findDrawing(operations);
  const size = canvases.at(-1);
  if (drawing === undefined || size === undefined) throw fail('internal.bug', 'A plan for SVG draws nothing');
  const source = { kind: 'original', index: 0, decode } as const;
  const picture = await develop(opened, { source, operations: drawing.before }, signal);
  const { width, height } = size;
  const bytes = await drawSvg(picture, drawing.act, size);
  const rendered: Rendered = { bytes, format: 'svg', width, height };
  return info ? describeRendered(imageAt(opened, 0).facts, info, rendered, bytes) : rendered;
};

const renderPixels = async (opened: Opened, plan: Plan, signal: AbortSignal): Promise<Rendered> => {
  const source = imageAt(opened, 0);
  const { facts } = source;
  const { metadata, density } = plan.encode;
  const kept =
    metadata !== undefined ? await readFields(describedIn(source), source.maxInputPixels, metadata) : [];
  const finish: Finish = (image, encode) =>
    withFields(encodeAs(image, encode, plan.animation), kept, density);
  const { data, format, ...written } = plan.animation
    ? await renderMoving(opened, plan, plan.animation, { finish, signal })
    : await renderStill(opened, plan, { finish, signal });
  const isPng = format === 'ico' || format === 'png';
  const file = isPng && density === undefined ? withoutPngDensity(data) : data;
  const bytes =
    format === 'ico' ? wrapIcon(file, written.width, written.height) : addIptc(file, format, kept);
  const isPlain = plan.encode.untouched === true && kept.length === 0 && density === undefined;
  const own = isPlain ? ownBytesOf(source, plan, bytes) : undefined;
  const rendered: Rendered = { bytes, format, ...written, ...own };
  return plan.info ? describeRendered(facts, plan.info, rendered, data) : rendered;
};

/**
 * The original's own bytes, where it does not get smaller. Not where others had to take their place before anything could be
 * done with them, for not everybody would see the same in both; nor where one picture of several is shown.
 */
const ownBytesOf = (
  { bytes, file, facts }: OpenedSource,
  { animation }: Plan,
  written: Uint8Array,
): (Settled & { readonly bytes: Uint8Array }) | undefined => {
  const isWhole = facts.pages === 1 || animation !== undefined;
  const own = isWhole && bytes === file ? ownBytes(bytes, facts) : undefined;
  return own && own.length <= written.length
    ? { bytes: own, format: facts.format as OutputFormat }
    : undefined;
};

type Finish = (image: Sharp, encode: Encode) => Sharp;

interface Ending {
  readonly finish: Finish;
  readonly signal: AbortSignal;
}

interface Written {
  readonly data: Uint8Array;
  readonly format: OutputFormat;
  readonly width: number;
  readonly height: number;
  readonly settled?: Settled;
}

/**
 * libvips has these say which way up the original was, though it has been turned upright: they would be turned once more.
 * Pixels of ours say nothing.
 */
const repeatsTurn: ReadonlySet<OutputFormat> = new Set(['avif', 'tiff']);

const forgetTurn = async (
  pipeline: OpenPipeline,
  { orientation }: Facts,
  { format, among = [format] }: Encode,
): Promise<OpenPipeline> =>
  pipeline.decodes && orientation !== 1 && among.some((each) => repeatsTurn.has(each))
    ? onRaw(await toRaw(pipeline))
    : pipeline;

const renderStill = async (opened: Opened, plan: Plan, { finish, signal }: Ending): Promise<Written> => {
  const source = imageAt(opened, 0);
  const passes = scheduleRender(source, plan);
  const start = await openDecoder(source, plan.decode, passes);
  const last = await runPasses(start, passes, createStudio(opened, signal));
  const upright = await forgetTurn(last, source.facts, plan.encode);
  const { pipeline, encode, settled } = await settleEncode(upright, plan.encode);
  const { data, size } = await runPipeline({ ...pipeline, image: finish(pipeline.image, encode) });
  return { data, format: encode.format, ...size, ...(settled && { settled }) };
};

const renderMoving = async (
  opened: Opened,
  plan: Plan,
  animation: Animation,
  { finish, signal }: Ending,
): Promise<Written> => {
  const strip = await animate(imageAt(opened, 0), plan, animation, createStudios(opened, signal));
  const { width, height, count } = strip;
  if (plan.encode.format === 'png') {
    const data = await encodeApng(strip, animation, (image) => finish(image, plan.encode));
    return { data, format: 'png', width, height };
  }
  // A picture from the middle stands for all of them: the first one often only leads in.
  const { encode, settled } = await settleEncode(onRaw(pictureAt(strip, count >> 1)), plan.encode);
  const { data } = await runPipeline(onStrip(strip, (image) => finish(image, encode)));
  return { data, format: encode.format, width, height, ...(settled && { settled }) };
};
