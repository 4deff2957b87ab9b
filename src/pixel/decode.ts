/** How an original is opened for rendering. */
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import type { Decode } from '../ops/decode.ts';
import type { Facts } from '../ops/facts.ts';

/**
 * Damaged or cut off means refused (422) rather than shown half grey. Mere warnings are let through: `Invalid SOS
 * parameters` and stray bytes are common in phones' JPEGs that every browser shows whole.
 */
export const failOn = 'error';

/** Upright turning is left to the schedule: sharp's own `autoOrient` before a crop gives up shrink-on-load. */
export const openSource = (
  bytes: Uint8Array,
  facts: Facts,
  decode: Decode,
  maxInputPixels: number,
): Sharp => {
  const options: SharpOptions = { failOn, limitInputPixels: maxInputPixels };
  if (decode.page > 0 && facts.pages > 1) options.page = decode.page;
  if (facts.format === 'svg' && decode.density !== undefined) {
    options.density = Math.min(100_000, Math.max(1, decode.density));
  }
  return sharp(bytes, options);
};
