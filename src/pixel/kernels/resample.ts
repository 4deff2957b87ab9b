/** Takes each pixel of a picture from somewhere else in it, between pixels where that is where it lies. */
import type { RawPicture } from '../raw-picture.ts';

/** Writes where the pixel at x, y comes from, in pixels, into `from`. */
export type Warp = (x: number, y: number, from: Float64Array) => void;

const clamp = (value: number, most: number): number => (value < 0 ? 0 : value > most ? most : value);

/**
 * Bilinear; beyond the edge lies the edge. Colours count as much as their alpha lets them be seen, so that what is
 * transparent bleeds no colour into its neighbours.
 */
export const resample = (picture: RawPicture, warp: Warp): RawPicture => {
  const { data, width, height, channels } = picture;
  const result = new Uint8Array(data.length);
  const from = new Float64Array(2);
  const right = width - 1;
  const bottom = height - 1;
  const isOpaque = channels === 3;
  for (let to = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += channels) {
      warp(x, y, from);
      const sx = clamp(from[0]!, right);
      const sy = clamp(from[1]!, bottom);
      const x0 = Math.floor(sx);
      const y0 = Math.floor(sy);
      const fx = sx - x0;
      const fy = sy - y0;
      const a = (y0 * width + x0) * channels;
      const b = x0 < right ? a + channels : a;
      const down = y0 < bottom ? width * channels : 0;
      const c = a + down;
      const d = b + down;
      const wa = (1 - fx) * (1 - fy) * (isOpaque ? 1 : data[a + 3]!);
      const wb = fx * (1 - fy) * (isOpaque ? 1 : data[b + 3]!);
      const wc = (1 - fx) * fy * (isOpaque ? 1 : data[c + 3]!);
      const wd = fx * fy * (isOpaque ? 1 : data[d + 3]!);
      const alpha = wa + wb + wc + wd;
      if (alpha === 0) continue;
      const scale = 1 / alpha;
      result[to] = (wa * data[a]! + wb * data[b]! + wc * data[c]! + wd * data[d]!) * scale + 0.5;
      result[to + 1] =
        (wa * data[a + 1]! + wb * data[b + 1]! + wc * data[c + 1]! + wd * data[d + 1]!) * scale + 0.5;
      result[to + 2] =
        (wa * data[a + 2]! + wb * data[b + 2]! + wc * data[c + 2]! + wd * data[d + 2]!) * scale + 0.5;
      if (!isOpaque) result[to + 3] = alpha + 0.5;
    }
  }
  return { data: result, width, height, channels };
};
