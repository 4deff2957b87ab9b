/** Runs the passes over the pixels of one picture. */
import { fail } from '../errors.ts';
import type { Decode } from '../ops/decode.ts';
import type { Canvas } from '../ops/facts.ts';
import { openSource } from './decode.ts';
import { decodeOnce } from './decode-once.ts';
import { checkAborted } from './failure.ts';
import { runKernel } from './kernel-runners.ts';
import type { OpenedSource } from './opened.ts';
import { storedCanvas } from './passes.ts';
import { addToPipeline } from './pipeline-runners.ts';
import { onRaw, type OpenPipeline, type RawPicture, toRaw, withoutAlpha } from './raw-picture.ts';
import type { Pass, PipelinePass } from './schedule.ts';
import { canvasAfter } from './step.ts';
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
      pipeline = onRaw(await runKernel(await toRaw(pipeline), pass.step.act, studio));
      continue;
    }
    if (passes[index - 1]?.kind === 'pipeline') pipeline = onRaw(await toRaw(pipeline));
    pipeline = addSteps(pipeline, pass.steps);
  }
  return pipeline;
};

/** All passes, from pixels to pixels: nothing is copied where a pass has nothing to do. Takes the picture over. */
export const runOnRaw = async (
  start: RawPicture,
  passes: readonly Pass[],
  studio: Studio,
): Promise<RawPicture> => {
  let picture = start;
  for (const pass of passes) {
    checkAborted(studio.signal);
    if (pass.kind === 'kernel') {
      picture = await runKernel(picture, pass.step.act, studio);
    } else if (pass.steps.length > 0) {
      picture = await toRaw(addSteps(onRaw(picture), pass.steps));
    }
  }
  return picture;
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
  const kept = await decodeOnce(source, passes[0]);
  const pipeline = openPipeline(kept === undefined ? source : { ...source, bytes: kept }, decode);
  // Before anything else: sharp's removeAlpha runs last, when resizing has already darkened what was transparent.
  return decode.ignoresAlpha ? onRaw(withoutAlpha(await toRaw(pipeline))) : pipeline;
};

const openPipeline = (source: OpenedSource, decode: Decode): OpenPipeline => {
  const image = openSource(source.bytes, source.facts, decode, source.maxInputPixels);
  return {
    image: source.deepProfile ? image.withIccProfile('srgb', { attach: false }) : image,
    decodes: true,
    size: undefined,
  };
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
