/** A Gaussian of a shape, which must have room for it: beyond is nothing. */
import type { Coverage } from './coverage.ts';
import { blurPlane } from './running-means.ts';

export const blurCoverage = (shape: Coverage, sigma: number): Coverage => {
  if (sigma <= 0) return shape;
  const { data: samples, width, height } = shape;
  const blurred = blurPlane({ samples, width, height }, sigma, 'nothing');
  const data = new Uint8Array(blurred.length);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.min(255, blurred[at]! + 0.5);
  return { ...shape, data };
};
