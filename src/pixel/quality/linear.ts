/** 8-bit sRGB as linear light. */

const toLinear = (encoded: number): number =>
  encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;

export const linearTable = Float32Array.from({ length: 256 }, (_, value) => toLinear(value / 255));

/** `background` (0..1, encoded) shows through straight alpha: blended before linear light, as published. */
export const linearizeOver = (
  rgba: Uint8Array,
  background: number,
  [r, g, b]: readonly [r: Float32Array, g: Float32Array, b: Float32Array],
): void => {
  for (let at = 0, from = 0; at < r.length; at += 1, from += 4) {
    const alpha = rgba[from + 3]! / 255;
    const below = (1 - alpha) * background;
    r[at] = toLinear((alpha * rgba[from]!) / 255 + below);
    g[at] = toLinear((alpha * rgba[from + 1]!) / 255 + below);
    b[at] = toLinear((alpha * rgba[from + 2]!) / 255 + below);
  }
};
