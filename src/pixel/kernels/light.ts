/** Between sRGB bytes and linear light: IEC 61966-2-1, https://www.w3.org/TR/css-color-4/#color-conversion-code. */

const decode = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const encode = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** Light, 0..1, of each byte. */
export const lightOf: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => decode(byte / 255));

/** Steps of the way back: the darkest bytes, where a step of light is most bytes apart, are still found exactly. */
const steps = 8192;

const byteOf = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(encode(step / steps) * 255));

/** The byte of light, clamped to 0..1. */
export const toByte = (light: number): number =>
  light >= 1 ? 255 : light <= 0 ? 0 : byteOf[Math.floor(light * steps + 0.5)]!;
