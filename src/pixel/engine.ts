/** The engine in this process: opens originals, measures and renders them with sharp. */
import sharp from 'sharp';
import type { OpenImage, PixelEngine } from '../ports.ts';
import { restrictLibvips } from './block.ts';
import { checkAborted } from './failure.ts';
import { inspect, type PixelLimits, requireFormat } from './inspect.ts';
import { findContent } from './measure-trim.ts';
import { describePasses, develop, type OpenedSource, render, schedulePlain } from './render.ts';
import { sanitizeSvg } from './svg/sanitize.ts';

export interface PixelEngineOptions {
  readonly limits: PixelLimits;
  /** Threads that libvips uses for one picture; sharp's own default when absent. */
  readonly concurrency?: number;
}

/** To be raised whenever the same plan gives other pixels for a reason that lies in this folder. */
const revision = 1;

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
    sanitizeSvg: (bytes) => sanitizeSvg(bytes, limits.maxInputPixels).bytes,
    describePasses: (operations) => describePasses(schedulePlain(operations)),
    version: describeVersion(),
  };
};

const createOpenImage = (source: OpenedSource): OpenImage => ({
  facts: source.facts,
  measureTrim: async ({ decode, operations, threshold, color }, signal) =>
    findContent(await develop(source, decode, operations, signal), threshold, color),
  render: async (plan, signal) => await render(source, plan, signal),
  close: async () => Promise.resolve(),
});

/** Everything in sharp's bundle that could change a pixel. */
const describeVersion = (): string => {
  const libraries = Object.entries(sharp.versions).map(([name, version]) => `${name}-${version}`);
  return [`pixel-${revision}`, ...libraries.toSorted()].join(' ');
};
