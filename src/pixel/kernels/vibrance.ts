/** Colour for those that have little. */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';

/** Degrees around red in which skin lies. */
const skin = { hue: 25, reach: 25 } as const;

/** 1 in the middle of skin, 0 outside of it; for colours whose red is largest and whose blue is smallest. */
const skinShare = (r: number, g: number, b: number): number => {
  if (r < g || g < b || r === b) return 0;
  const hue = (60 * (g - b)) / (r - b);
  return Math.max(0, 1 - Math.abs(hue - skin.hue) / skin.reach);
};

export const vibrance = (picture: RawPicture, amount: number): RawPicture => {
  const { data, channels } = picture;
  const clamped = new Uint8ClampedArray(3);
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const largest = Math.max(r, g, b);
    if (largest === 0) continue;
    const saturation = 1 - Math.min(r, g, b) / largest;
    const factor =
      amount > 0
        ? 1 + 1.5 * amount * (1 - saturation) * (1 - skinShare(r, g, b) / 2)
        : 1 + amount * (1 - saturation / 2);
    const luma = lumaOf(r, g, b);
    clamped[0] = luma + (r - luma) * factor;
    clamped[1] = luma + (g - luma) * factor;
    clamped[2] = luma + (b - luma) * factor;
    data[at] = clamped[0];
    data[at + 1] = clamped[1];
    data[at + 2] = clamped[2];
  }
  return picture;
};
