/** What is decoded and made at most where nothing else is said; the environment's defaults are the same. */
import type { Limits } from '../ports.ts';

export const defaultLimits: Limits = {
  maxInputBytes: 100 * 1024 * 1024,
  maxInputPixels: 100_000_000,
  maxFrames: 300,
  maxFramePixels: 250_000_000,
  maxOutputSide: 8192,
  maxComponents: 40,
  maxLayers: 20,
  renderTimeoutMs: 20_000,
  originTimeoutMs: 10_000,
};
