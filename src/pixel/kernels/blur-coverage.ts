/** A Gaussian of a shape, as three running means: how wide it is costs nothing. The shape must have room for it. */
import type { Coverage } from './coverage.ts';

/** One running mean along a line of pixels that lie `step` apart; a mean of `2 x reach + 1` pixels, which may be a fraction. */
const meanLine = (
  source: Float32Array,
  target: Float32Array,
  { start, step, length }: { readonly start: number; readonly step: number; readonly length: number },
  reach: number,
): void => {
  const whole = Math.floor(reach);
  const rest = reach - whole;
  const scale = 1 / (2 * reach + 1);
  const at = (index: number): number => (index < 0 || index >= length ? 0 : source[start + index * step]!);
  let sum = 0;
  for (let index = -whole; index <= whole; index++) sum += at(index);
  for (let index = 0; index < length; index++) {
    target[start + index * step] = (sum + rest * (at(index - whole - 1) + at(index + whole + 1))) * scale;
    sum += at(index + whole + 1) - at(index - whole);
  }
};

export const blurCoverage = (shape: Coverage, sigma: number): Coverage => {
  if (sigma <= 0) return shape;
  const { width, height } = shape;
  const reach = (Math.sqrt(4 * sigma * sigma + 1) - 1) / 2;
  const source = Float32Array.from(shape.data);
  const target = new Float32Array(source.length);
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) {
      meanLine(source, target, { start: y * width, step: 1, length: width }, reach);
    }
    for (let x = 0; x < width; x++) {
      meanLine(target, source, { start: x, step: width, length: height }, reach);
    }
  }
  return { ...shape, data: Uint8Array.from(source, (covered) => Math.round(Math.min(255, covered))) };
};
