/** Blending against an independent implementation of the same formulas, and where it is exact by definition. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { BlendMode } from '../../../src/ops/operation.ts';
import { composite } from '../../../src/pixel/kernels/composite.ts';
import { lumaToAlpha } from '../../../src/pixel/kernels/luma-to-alpha.ts';
import { replicate } from '../../../src/pixel/kernels/replicate.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const modes: readonly BlendMode[] = [
  'over',
  'dest-over',
  'dest-in',
  'dest-out',
  'multiply',
  'screen',
  'overlay',
  'hard-light',
];

/** Every combination of light and alpha, in a different order for each picture. */
const fill = (width: number, height: number, channels: 3 | 4, step: number): RawPicture => ({
  width,
  height,
  channels,
  data: Uint8Array.from({ length: width * height * channels }, (_, at) => (at * step + (at >> 3) * 29) % 256),
});

const libvips = async (base: RawPicture, layer: RawPicture, blend: BlendMode, left: number, top: number) => {
  const raw = ({ width, height, channels }: RawPicture) => ({ raw: { width, height, channels } });
  const { data } = await sharp(base.data, raw(base))
    .composite([{ input: Buffer.from(layer.data), ...raw(layer), blend, left, top }])
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data;
};

/**
 * https://www.w3.org/TR/compositing-1/#blending, in its own two steps: Cs = (1 - ab) Cs + ab B(Cb, Cs), then source over.
 * libvips is no judge of these: under a translucent layer it multiplies by alpha twice.
 */
const mix: { readonly [M in BlendMode]?: (b: number, s: number) => number } = {
  multiply: (b, s) => b * s,
  screen: (b, s) => 1 - (1 - b) * (1 - s),
  overlay: (b, s) => (b <= 0.5 ? 2 * b * s : 1 - 2 * (1 - b) * (1 - s)),
  'hard-light': (b, s) => (s <= 0.5 ? 2 * b * s : 1 - 2 * (1 - b) * (1 - s)),
};

const byFormula = (
  base: RawPicture,
  layer: RawPicture,
  mixed: (b: number, s: number) => number,
  left: number,
  top: number,
): Uint8Array => {
  const result = withOpaque(base).slice();
  const above = withOpaque(layer);
  for (let from = 0; from < above.length; from += 4) {
    const [x, y] = [(from / 4) % layer.width, Math.floor(from / 4 / layer.width)];
    const to = ((top + y) * base.width + left + x) * 4;
    const [ab, as] = [result[to + 3]! / 255, above[from + 3]! / 255];
    const ao = as + ab * (1 - as);
    for (let channel = 0; channel < 3; channel += 1) {
      const [cb, cs] = [result[to + channel]! / 255, above[from + channel]! / 255];
      const blended = (1 - ab) * cs + ab * mixed(cb, cs);
      result[to + channel] = ao === 0 ? 0 : Math.round(((as * blended + (1 - as) * ab * cb) / ao) * 255);
    }
    result[to + 3] = Math.round(ao * 255);
  }
  return result;
};

/** Colours count as much as alpha lets them be seen. */
const largestDifference = (a: Uint8Array, b: Uint8Array): number => {
  let largest = 0;
  for (let at = 0; at < a.length; at += 4) {
    const [alphaA, alphaB] = [a[at + 3]!, b[at + 3]!];
    largest = Math.max(largest, Math.abs(alphaA - alphaB));
    for (let channel = at; channel < at + 3; channel += 1) {
      largest = Math.max(largest, Math.abs(a[channel]! * alphaA - b[channel]! * alphaB) / 255);
    }
  }
  return largest;
};

const withOpaque = ({ data, width, height, channels }: RawPicture): Uint8Array => {
  if (channels === 4) return data;
  return Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : data[(at >> 2) * 3 + (at % 4)]!,
  );
};

describe.each(modes)('%s', (blend) => {
  it.each([
    [4, 4],
    [4, 3],
    [3, 4],
    [3, 3],
  ] as const)('of %d channels with %d is what the formulas say', async (below, above) => {
    const base = fill(23, 17, below, 37);
    const layer = fill(12, 9, above, 53);
    const mixed = mix[blend];
    const expected = mixed ? byFormula(base, layer, mixed, 5, 4) : await libvips(base, layer, blend, 5, 4);
    const made = composite({ ...base, data: base.data.slice() }, layer, blend, { left: 5, top: 4 });
    expect(made.channels).toBe(below === 4 || blend === 'dest-in' || blend === 'dest-out' ? 4 : 3);
    expect(largestDifference(withOpaque(made), Uint8Array.from(expected))).toBeLessThanOrEqual(2);
  });

  it('leaves alone what the layer does not cover, unless only what it covers may stay', () => {
    const base = fill(6, 5, 4, 37);
    const { data } = composite({ ...base, data: base.data.slice() }, fill(2, 2, 4, 53), blend, {
      left: 3,
      top: 1,
    });
    for (let pixel = 0; pixel < 30; pixel += 1) {
      const [x, y] = [pixel % 6, Math.floor(pixel / 6)];
      if (x >= 3 && x < 5 && y >= 1 && y < 3) continue;
      const expected = [...base.data.subarray(pixel * 4, pixel * 4 + 4)];
      if (blend === 'dest-in') expected[3] = 0;
      expect([...data.subarray(pixel * 4, pixel * 4 + 4)]).toEqual(expected);
    }
  });
});

describe('a mask', () => {
  it('lets through as much as it is bright and opaque', () => {
    const pixels = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 100);
    const { data } = lumaToAlpha({ data: pixels, width: 4, height: 1, channels: 4 });
    expect([3, 7, 11, 15].map((at) => data[at])).toEqual([255, 0, 128, 100]);
  });
});

describe('tiling', () => {
  it('meets itself without a gap, from any corner', () => {
    const tile: RawPicture = {
      data: Uint8Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3),
      width: 3,
      height: 1,
      channels: 3,
    };
    const row = (left: number): readonly number[] => {
      const { data } = replicate(tile, { left, top: 0, width: 7, height: 1 });
      return [...data].filter((_, at) => at % 3 === 0);
    };
    expect(row(0)).toEqual([1, 2, 3, 1, 2, 3, 1]);
    expect(row(1)).toEqual([3, 1, 2, 3, 1, 2, 3]);
    expect(row(-4)).toEqual([2, 3, 1, 2, 3, 1, 2]);
  });
});
