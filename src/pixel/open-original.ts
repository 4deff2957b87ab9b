/** Reads the header of an original, and makes a vector picture harmless. */
import { inspect, type PixelLimits, requireFormat } from './inspect.ts';
import type { OpenedSource } from './opened.ts';
import { sanitizeSvg } from './svg/sanitize.ts';

export const openOriginal = async (bytes: Uint8Array, limits: PixelLimits): Promise<OpenedSource> => {
  const format = requireFormat(bytes);
  const svg = format === 'svg' ? sanitizeSvg(bytes, limits.maxInputPixels) : undefined;
  const inspected = await inspect(svg?.bytes ?? bytes, format, limits);
  return {
    ...inspected,
    facts: { ...inspected.facts, bytes: bytes.length },
    bytes: svg?.bytes ?? bytes,
    effects: svg?.effects ?? 0,
    maxInputPixels: limits.maxInputPixels,
  };
};
