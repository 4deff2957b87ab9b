/** Reads the header of an original, makes a vector picture harmless, and unpacks what libvips cannot read. */
import { convertCoded } from './color/convert-coded.ts';
import { inspect, type PixelLimits } from './inspect.ts';
import type { OpenedSource } from './opened.ts';
import { requireFormat } from './sniff.ts';
import { sanitizeSvg } from './svg/sanitize.ts';
import { unpack } from './unpack/unpack.ts';

export const openOriginal = async (bytes: Uint8Array, limits: PixelLimits): Promise<OpenedSource> => {
  const format = requireFormat(bytes);
  const svg = format === 'svg' ? sanitizeSvg(bytes, limits.maxInputPixels) : undefined;
  const readable = svg?.bytes ?? (await unpack(bytes, format, limits)) ?? bytes;
  const inspected = await inspect(readable, format, limits);
  // What was unpacked has lost its numbers, and has been converted by them.
  const converted =
    readable === bytes ? await convertCoded(bytes, inspected, limits.maxInputPixels) : undefined;
  return {
    ...inspected,
    ...(converted && { plain: true, deepProfile: false }),
    facts: { ...inspected.facts, bytes: bytes.length, ...(converted && { pages: 1 }) },
    bytes: converted ?? readable,
    file: svg?.bytes ?? bytes,
    effects: svg?.effects ?? 0,
    maxInputPixels: limits.maxInputPixels,
  };
};
