/** How far two pictures are from each other, pixel by pixel. */
import type { Raster } from '../pixel/raster.ts';
import type { Box } from '../ops/operation.ts';

export interface Difference {
  /** Pixels in which anything differs at all. */
  readonly changed: number;
  /** The same, as a share of all pixels: 0..1. */
  readonly changedRatio: number;
  /** The largest difference of any channel, 0..255. */
  readonly maxDelta: number;
  /** The pixel with the largest difference. */
  readonly worst: { readonly x: number; readonly y: number };
  /** The smallest box that holds everything that changed. */
  readonly box: Box;
}

/**
 * The largest difference of one channel at the byte offset `at`. Colours count as far as they are seen: multiplied by
 * their alpha, so that what hides under full transparency is no difference.
 */
export const deltaAt = (a: Uint8Array, b: Uint8Array, at: number): number => {
  const alphaA = a[at + 3] ?? 0;
  const alphaB = b[at + 3] ?? 0;
  let delta = Math.abs(alphaA - alphaB);
  for (let channel = at; channel < at + 3; channel += 1) {
    const seen = Math.abs((a[channel] ?? 0) * alphaA - (b[channel] ?? 0) * alphaB) / 255;
    delta = Math.max(delta, Math.round(seen));
  }
  return delta;
};

/** Undefined when nothing differs. Both must have the same size. */
export const compareRasters = (expected: Raster, actual: Raster): Difference | undefined => {
  const { width, height } = expected;
  const worst = { x: 0, y: 0 };
  let changed = 0;
  let maxDelta = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const delta = deltaAt(expected.data, actual.data, (y * width + x) * 4);
      if (delta === 0) continue;
      changed += 1;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
      if (delta > maxDelta) {
        maxDelta = delta;
        worst.x = x;
        worst.y = y;
      }
    }
  }
  if (changed === 0) return undefined;
  const box = { left, top, width: right - left, height: bottom - top };
  return { changed, changedRatio: changed / (width * height), maxDelta, worst, box };
};

/** The expected picture, pale and grey, with the changes on it: orange within `maxDelta`, red beyond. */
export const drawDifference = (expected: Raster, actual: Raster, maxDelta: number): Raster => {
  const data = new Uint8Array(expected.data.length);
  for (let at = 0; at < data.length; at += 4) {
    const delta = deltaAt(expected.data, actual.data, at);
    const [r = 0, g = 0, b = 0, alpha = 0] = expected.data.subarray(at, at + 4);
    const pale = 255 - ((255 - (0.2126 * r + 0.7152 * g + 0.0722 * b)) * alpha) / (255 * 4);
    data.set(
      delta === 0 ? [pale, pale, pale, 255] : delta > maxDelta ? [224, 0, 32, 255] : [255, 160, 0, 255],
      at,
    );
  }
  return { data, width: expected.width, height: expected.height };
};
