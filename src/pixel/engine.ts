/** The engine in this process: opens originals, measures and renders them with sharp. */
import type { Measured } from '../ops/facts.ts';
import type { PixelMeasure } from '../plan/plan.ts';
import type { LayerContent, OpenImage, PixelEngine } from '../ports.ts';
import { restrictLibvips } from './block.ts';
import { checkAborted } from './failure.ts';
import { glance } from './glance.ts';
import type { PixelLimits } from './inspect.ts';
import { findContent } from './measure-trim.ts';
import { measureEssence } from './measure-essence.ts';
import { measureIllustration } from './measure-illustration.ts';
import { measurePage } from './measure-page.ts';
import { measureSaliency } from './measure-saliency.ts';
import { measureWeights } from './measure-weights.ts';
import { createOpenOnce } from './open-once.ts';
import { factsOf, imageAt, type Opened, type OpenedLayer } from './opened.ts';
import { develop } from './develop.ts';
import { describePasses, scheduleRender } from './passes.ts';
import { render } from './render.ts';
import { takeSample } from './sample.ts';
import { createDrawnTexts } from './text/drawn-texts.ts';
import { useBundledFonts } from './text/fontconfig.ts';
import { describeVersion } from './version.ts';

export interface PixelEngineOptions {
  readonly limits: PixelLimits;
  /** Threads that libvips uses for one picture; sharp's own default when absent. */
  readonly concurrency?: number;
  /** Of what was made of originals that libvips cannot read as they are; 64 MB by default. */
  readonly maxOpenedBytes?: number;
}

const defaultOpenedBytes = 64 * 1024 * 1024;

export const createPixelEngine = (options: PixelEngineOptions): PixelEngine => {
  const { limits, concurrency, maxOpenedBytes = defaultOpenedBytes } = options;
  restrictLibvips(concurrency);
  useBundledFonts();
  const openOnce = createOpenOnce(limits, maxOpenedBytes);

  const openLayer = async (content: LayerContent | undefined): Promise<OpenedLayer> => {
    if (content === undefined) return { kind: 'missing' };
    const { kind, bytes, hints } = content;
    return kind === 'file' ? { kind, bytes } : { kind, image: await openOnce(bytes, hints?.key) };
  };

  return {
    open: async (bytes, signal, hints, layers = []) => {
      checkAborted(signal);
      const image = await openOnce(bytes, hints?.key);
      const opened: OpenedLayer[] = [];
      for (const layer of layers) opened.push(await openLayer(layer));
      checkAborted(signal);
      return createOpenImage({
        image,
        layers: opened,
        drawText: createDrawnTexts(),
      });
    },
    glance,
    version: describeVersion(),
  };
};

/** Everything is background. */
const nothing = { left: 0, top: 0, width: 0, height: 0 };

const answer = async (opened: Opened, measure: PixelMeasure, signal: AbortSignal): Promise<Measured> => {
  if (measure.kind === 'page') return measurePage(imageAt(opened, measure.original), measure.page);
  if (measure.kind === 'essence') return measureEssence(opened, measure, signal);
  if (measure.kind === 'illustration') return measureIllustration(opened, measure, signal);
  if (measure.kind === 'weights') return measureWeights(opened, measure, signal);
  if (measure.kind === 'saliency') return measureSaliency(opened, measure, signal);
  const pixels = await develop(
    opened,
    measure.kind === 'text' ? { source: measure, operations: [] } : measure.picture,
    signal,
  );
  return measure.kind === 'text'
    ? { kind: 'text', width: pixels.width, height: pixels.height }
    : { kind: 'content', box: findContent(pixels, measure.threshold, measure.color) ?? nothing };
};

const createOpenImage = (opened: Opened): OpenImage => {
  const { image, layers } = opened;
  const facts = layers.length === 0 ? image.facts : { ...image.facts, layers: layers.map(factsOf) };
  return {
    facts,
    measure: async (measure, signal) => answer(opened, measure, signal),
    sample: async (index, maxSide, signal) => takeSample(opened, index, maxSide, signal),
    render: async (plan, signal) => render(opened, plan, signal),
    deliverable: async () => Promise.resolve(image.file),
    describePasses: async (plan) => Promise.resolve(describePasses(scheduleRender(image, plan))),
    close: async () => Promise.resolve(),
  };
};
