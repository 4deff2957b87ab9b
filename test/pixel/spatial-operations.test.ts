/** Operations on neighbourhoods, on pixels that can be reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { develop, distance, paint, type Pixels, quarters } from './pictures.ts';

const clear = { r: 0, g: 0, b: 0, alpha: 0 };
const flat = await paint(40, 30, () => [90, 160, 230]);
/** Transparent on the left, with a loud colour that must never show; opaque on the right. */
const halfClear = await paint(40, 40, (x) => (x < 20 ? [255, 0, 255, 0] : [0, 128, 0, 255]));
const step = await paint(40, 20, (x) => (x < 20 ? [60, 60, 60] : [180, 180, 180]));

const everyPixel = ({ width, height, at }: Pixels): readonly (readonly number[])[] =>
  Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width)));

describe('within a box', () => {
  const box = { left: 10, top: 5, width: 8, height: 6 };

  it('changes what lies in it, and nothing else', async () => {
    const picture = await paint(30, 20, (x, y) => [x * 8, y * 12, (x + y) % 2 === 0 ? 0 : 255]);
    const result = await develop(picture, { op: 'within', ...box, effect: { op: 'pixelate', size: 8 } });
    const mosaic = [13.5 * 8, 7.5 * 12, 127.5];
    for (let y = 0; y < 20; y++) {
      for (let x = 0; x < 30; x++) {
        const isInside = x >= 10 && x < 18 && y >= 5 && y < 11;
        if (isInside) expect(distance(result.at(x, y), mosaic)).toBeLessThanOrEqual(1);
        else expect(result.at(x, y)).toEqual([x * 8, y * 12, (x + y) % 2 === 0 ? 0 : 255]);
      }
    }
  });

  it('lets nothing in from outside', async () => {
    const picture = await paint(30, 20, (x, y) =>
      x >= 10 && x < 18 && y >= 5 && y < 11 ? [40, 40, 40] : [255, 255, 255],
    );
    const result = await develop(picture, { op: 'within', ...box, effect: { op: 'blur', sigma: 5 } });
    expect(distance(result.at(10, 5), [40, 40, 40])).toBeLessThanOrEqual(1);
    expect(result.at(9, 5)).toEqual([255, 255, 255]);
  });
});

describe('the unsharp mask', () => {
  it('leaves what is flat, and small differences', async () => {
    const grain = await paint(40, 30, (x, y) => [100 + ((x * 7 + y * 3) % 2), 100, 100]);
    const result = await develop(grain, { op: 'unsharp-mask', sigma: 2, amount: 2 });
    for (const pixel of everyPixel(result)) expect(distance(pixel, [100, 100, 100])).toBeLessThanOrEqual(1);
  });

  it('makes a step steeper on both sides, and more so with a greater amount', async () => {
    const soft = await develop(step, { op: 'unsharp-mask', sigma: 2, amount: 0.5 });
    const hard = await develop(step, { op: 'unsharp-mask', sigma: 2, amount: 1 });
    expect(hard.at(19, 10)[0]).toBeLessThan(soft.at(19, 10)[0]!);
    expect(soft.at(19, 10)[0]).toBeLessThan(60);
    expect(hard.at(20, 10)[0]).toBeGreaterThan(soft.at(20, 10)[0]!);
    expect(hard.at(2, 10)).toEqual([60, 60, 60]);
  });

  it('draws no rim along a transparent edge', async () => {
    const result = await develop(halfClear, { op: 'unsharp-mask', sigma: 2, amount: 3 });
    for (let x = 20; x < 40; x++) expect(distance(result.at(x, 20), [0, 128, 0, 255])).toBeLessThanOrEqual(2);
    for (let x = 0; x < 20; x++) expect(result.at(x, 20)[3]).toBe(0);
  });
});

describe('the vignette', () => {
  it('is as dark in the corners as it says, and leaves the middle', async () => {
    const result = await develop(await paint(401, 301, () => [200, 100, 50]), {
      op: 'vignette',
      strength: 0.5,
    });
    expect(distance(result.at(0, 0), [200 / 2.25, 100 / 2.25, 50 / 2.25])).toBeLessThanOrEqual(2);
    expect(result.at(200, 150)).toEqual([200, 100, 50]);
  });

  it('is the same on every side', async () => {
    const result = await develop(flat, { op: 'vignette', strength: 1 });
    for (const [x, y] of [
      [3, 4],
      [0, 0],
      [11, 14],
    ] as const) {
      expect(result.at(39 - x, y)).toEqual(result.at(x, y));
      expect(result.at(x, 29 - y)).toEqual(result.at(x, y));
    }
  });

  it('never touches alpha, and darkens a single pixel not at all', async () => {
    const fading = await paint(16, 1, (x) => [100, 150, 200, x * 17]);
    const result = await develop(fading, { op: 'vignette', strength: 1 });
    for (let x = 0; x < 16; x++) expect(result.at(x, 0)[3]).toBe(x * 17);
    const dot = await develop(await paint(1, 1, () => [9, 99, 255]), { op: 'vignette', strength: 2 });
    expect(dot.at(0, 0)).toEqual([9, 99, 255]);
  });
});

describe('the tilt-shift', () => {
  it('keeps the middle as it is, and blurs the edges', async () => {
    const stripes = await paint(40, 60, (x) => (x % 4 < 2 ? [20, 20, 20] : [220, 220, 220]));
    const result = await develop(stripes, { op: 'tilt-shift', sigma: 4 });
    for (let x = 0; x < 40; x++) expect(result.at(x, 30)[0]).toBe(x % 4 < 2 ? 20 : 220);
    for (const y of [0, 59]) expect(distance(result.at(20, y), [120, 120, 120])).toBeLessThanOrEqual(6);
  });

  it('lets no colour out of what is transparent', async () => {
    const result = await develop(halfClear, { op: 'tilt-shift', sigma: 5 });
    for (const [r = 0, g = 0, , alpha = 0] of everyPixel(result)) {
      const share = alpha / 255;
      expect(distance([r * share, g * share], [0, 128 * share])).toBeLessThanOrEqual(3);
    }
  });

  it('leaves a flat picture flat', async () => {
    for (const pixel of everyPixel(await develop(flat, { op: 'tilt-shift', sigma: 6 }))) {
      expect(distance(pixel, [90, 160, 230])).toBeLessThanOrEqual(1);
    }
  });
});

describe('shearing', () => {
  it('slides the top to the right by the tangent, and grows by as much', async () => {
    const result = await develop(await paint(30, 20, quarters), { op: 'shear', x: 45, y: 0, color: clear });
    expect([result.width, result.height, result.channels]).toEqual([50, 20, 4]);
    expect(result.at(0, 0)[3]).toBe(0);
    expect(result.at(49, 19)[3]).toBe(0);
    expect(distance(result.at(24, 2), [200, 30, 30, 255])).toBeLessThanOrEqual(2);
    expect(distance(result.at(5, 17), [30, 30, 200, 255])).toBeLessThanOrEqual(2);
  });

  it('slides the right side downwards', async () => {
    const result = await develop(await paint(30, 20, quarters), { op: 'shear', x: 0, y: 45, color: clear });
    expect([result.width, result.height]).toEqual([30, 50]);
    expect(result.at(1, 40)[3]).toBe(0);
    expect(distance(result.at(27, 44), [220, 220, 40, 255])).toBeLessThanOrEqual(2);
  });

  it('lets no colour out of what is transparent', async () => {
    const result = await develop(halfClear, { op: 'shear', x: 20, y: 10, color: clear });
    for (const [r = 0, , b = 0, alpha = 0] of everyPixel(result)) {
      expect(((r + b) * alpha) / 255).toBeLessThanOrEqual(3);
    }
  });
});
