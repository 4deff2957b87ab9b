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
  const [right, bottom] = [width - 1, height - 1];
  const alphaAt = channels === 4 ? (at: number): number => data[at + 3]! : (): number => 255;
  for (let to = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += channels) {
      warp(x, y, from);
      const [sx, sy] = [clamp(from[0]!, right), clamp(from[1]!, bottom)];
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      const [fx, fy] = [sx - x0, sy - y0];
      const a = (y0 * width + x0) * channels;
      const b = x0 < right ? a + channels : a;
      const down = y0 < bottom ? width * channels : 0;
      const [wa, wb] = [(1 - fx) * (1 - fy) * alphaAt(a), fx * (1 - fy) * alphaAt(b)];
      const [wc, wd] = [(1 - fx) * fy * alphaAt(a + down), fx * fy * alphaAt(b + down)];
      const alpha = wa + wb + wc + wd;
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel += 1) {
        const sum =
          wa * data[a + channel]! +
          wb * data[b + channel]! +
          wc * data[a + down + channel]! +
          wd * data[b + down + channel]!;
        result[to + channel] = Math.round(sum / alpha);
      }
      if (channels === 4) result[to + 3] = Math.round(alpha);
    }
  }
  return { data: result, width, height, channels };
};
