/** Luma becomes a colour of a gradient, blended with what was there. */
import type { GradientMap } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { countBytes, equalizing } from './histogram.ts';
import { lumaOf } from './luma.ts';

export const gradientMap = (
  picture: RawPicture,
  { table, amount, equalize }: Omit<GradientMap, 'op'>,
): RawPicture => {
  const { data, channels } = picture;
  const spread = equalize ? equalizing(countBytes(picture).luma) : undefined;
  const colors = Float32Array.from(table, (byte) => byte * amount);
  const rest = 1 - amount;
  for (let at = 0; at < data.length; at += channels) {
    const luma = Math.round(lumaOf(data[at]!, data[at + 1]!, data[at + 2]!));
    const entry = spread === undefined ? luma : spread[luma]!;
    data[at] = data[at]! * rest + colors[entry]! + 0.5;
    data[at + 1] = data[at + 1]! * rest + colors[256 + entry]! + 0.5;
    data[at + 2] = data[at + 2]! * rest + colors[512 + entry]! + 0.5;
  }
  return picture;
};
