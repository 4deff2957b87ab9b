/** The engine in this process: opens originals, measures and renders them with sharp. */
import type { OpenImage, PixelEngine } from '../ports.ts';
import { restrictLibvips } from './block.ts';
import { checkAborted } from './failure.ts';
import { inspect, type PixelLimits, requireFormat } from './inspect.ts';
import { findContent } from './measure-trim.ts';
import { glance } from './glance.ts';
import { describePasses, develop, type OpenedSource, render, scheduleRender } from './render.ts';
import { sanitizeSvg } from './svg/sanitize.ts';
import { describeVersion } from './version.ts';

export interface PixelEngineOptions {
  readonly limits: PixelLimits;
  /** Threads that libvips uses for one picture; sharp's own default when absent. */
  readonly concurrency?: number;
}

export const createPixelEngine = ({ limits, concurrency }: PixelEngineOptions): PixelEngine => {
  restrictLibvips(concurrency);
  return {
    open: async (bytes, signal) => {
      checkAborted(signal);
      const format = requireFormat(bytes);
      const svg = format === 'svg' ? sanitizeSvg(bytes, limits.maxInputPixels) : undefined;
      const inspected = await inspect(svg?.bytes ?? bytes, format, limits);
      checkAborted(signal);
      return createOpenImage({
        ...inspected,
        facts: { ...inspected.facts, bytes: bytes.length },
        bytes: svg?.bytes ?? bytes,
        effects: svg?.effects ?? 0,
        maxInputPixels: limits.maxInputPixels,
      });
    },
    glance,
    version: describeVersion(),
  };
};

/** Everything is background. */
const nothing = { left: 0, top: 0, width: 0, height: 0 };

const createOpenImage = (source: OpenedSource): OpenImage => ({
  facts: source.facts,
  measure: async ({ kind, picture, threshold, color }, signal) => ({
    kind,
    box: findContent(await develop(source, picture, signal), threshold, color) ?? nothing,
  }),
  render: async (plan, signal) => await render(source, plan, signal),
  deliverable: async () => Promise.resolve(source.bytes),
  describePasses: async (plan) => Promise.resolve(describePasses(scheduleRender(source, plan))),
  close: async () => Promise.resolve(),
});
