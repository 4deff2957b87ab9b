/** Shadows, outlines and keyed-out colours, on shapes that can be reckoned by hand. */
import { describe, expect, it } from 'vitest';
import { nextCanvas, silhouetteMargins } from '../../../src/ops/geometry.ts';
import type { Operation } from '../../../src/ops/operation.ts';
import { develop, distance, paint, white } from '../pictures.ts';

const clear = [0, 0, 0, 0];
const blue = { r: 0, g: 0, b: 255, alpha: 1 };
/** A red square of 10 pixels in the middle of 20 x 20 transparent ones. */
const square = await paint(20, 20, (x, y) =>
  x >= 5 && x < 15 && y >= 5 && y < 15 ? [200, 0, 0, 255] : [0, 255, 0, 0],
);

describe('a silhouette', () => {
  const hard = { op: 'silhouette', color: blue, spread: 0, sigma: 0, dx: 3, dy: -2 } as const;

  it('lies under the picture, moved by its offset, on a canvas that grows just as far', async () => {
    const result = await develop(square, hard);
    expect([result.width, result.height]).toEqual([23, 22]);
    // The picture has moved down by the margin at the top.
    expect(result.at(5, 7)).toEqual([200, 0, 0, 255]);
    expect(result.at(17, 5)).toEqual([0, 0, 255, 255]);
    expect(result.at(4, 7)).toEqual(clear);
  });

  it('has the size that planning says, whatever it is asked for', async () => {
    for (const act of [hard, { ...hard, spread: 2.5, sigma: 1.7 }, { ...hard, sigma: 0.2, dx: 90, dy: 0 }]) {
      const result = await develop(square, act);
      const { width, height } = nextCanvas({ width: 20, height: 20, alpha: true }, act);
      expect([result.width, result.height]).toEqual([width, height]);
    }
  });

  it('fades evenly and ends within its margins', async () => {
    const act = { ...hard, sigma: 4, dx: 0, dy: 0 };
    const dot = await paint(1, 1, () => [200, 0, 0]);
    const result = await develop(dot, act);
    const middle = silhouetteMargins(act).top;
    expect(result.at(middle, middle)).toEqual([200, 0, 0, 255]);
    expect(result.at(0, middle)[3]).toBe(0);
    const row = await develop(await paint(9, 9, () => [200, 0, 0]), act);
    const alphas = Array.from({ length: middle }, (_, x) => row.at(x, middle + 4)[3]!);
    expect(alphas).toEqual([...alphas].sort((a, b) => a - b));
    expect(Math.max(...alphas)).toBeGreaterThan(60);
  });

  it('grows by its spread with round corners', async () => {
    const result = await develop(square, { ...hard, spread: 4, dx: 0, dy: 0 });
    const margin = 4;
    expect(result.at(margin + 2, margin + 10)).toEqual([0, 0, 255, 255]);
    expect(result.at(margin, margin + 10)[3]).toBe(0);
    expect(result.at(margin + 1, margin + 1)[3]).toBeLessThan(30);
  });

  it('surrounds what is translucent, and does not show through it', async () => {
    const glass = await paint(20, 20, (x, y) =>
      x >= 5 && x < 15 && y >= 5 && y < 15 ? [200, 0, 0, 100] : [0, 255, 0, 0],
    );
    const result = await develop(glass, { ...hard, spread: 4, under: 1, dx: 0, dy: 0 });
    const margin = 4;
    expect(result.at(margin + 3, margin + 10)).toEqual([0, 0, 255, 255]);
    // The line reaches under the edge, so that no gap shows.
    expect(result.at(margin + 5, margin + 10)[3]).toBe(255);
    expect(result.at(margin + 6, margin + 10)).toEqual([200, 0, 0, 100]);
    expect(result.at(margin + 10, margin + 10)).toEqual([200, 0, 0, 100]);
  });
});

describe('an inner line', () => {
  const line = { op: 'inner-line', color: blue, width: 2, sigma: 0 } as const;

  it('covers the edge from inside, and leaves alpha and the middle alone', async () => {
    const result = await develop(square, line);
    expect(result.at(5, 10)).toEqual([0, 0, 255, 255]);
    expect(result.at(6, 10)).toEqual([0, 0, 255, 255]);
    expect(result.at(9, 10)).toEqual([200, 0, 0, 255]);
    expect(result.at(2, 10)[3]).toBe(0);
  });

  it('frames a picture that is opaque to its edges', async () => {
    const result = await develop(await paint(20, 20, () => [9, 9, 9]), line);
    expect([result.at(0, 0), result.at(19, 8), result.at(10, 10)]).toEqual([
      [0, 0, 255],
      [0, 0, 255],
      [9, 9, 9],
    ]);
  });

  it.each([40, 127, 128, 200])('finds the edge of what has an alpha of %i all over', async (alpha) => {
    const result = await develop(await paint(20, 20, () => [9, 9, 9, alpha]), line);
    expect([result.at(0, 0), result.at(10, 10)]).toEqual([
      [0, 0, 255, alpha],
      [9, 9, 9, alpha],
    ]);
  });
});

describe('keying a colour out', async () => {
  /** White with a black ring, white inside. */
  const ring = await paint(21, 21, (x, y) => {
    const from = Math.hypot(x - 10, y - 10);
    return from > 5 && from < 8 ? [0, 0, 0] : [255, 255, 255];
  });
  const key: Operation = { op: 'key-out', by: 'color', tolerance: 0.1, softness: 0.05, connected: false };

  it('finds the colour at the edges and takes it out everywhere', async () => {
    const result = await develop(ring, key);
    expect([result.at(0, 0)[3], result.at(10, 10)[3], result.at(10, 3)]).toEqual([0, 0, [0, 0, 0, 255]]);
  });

  it('takes out only what reaches the edges when it has to be connected', async () => {
    const result = await develop(ring, { ...key, connected: true });
    expect([result.at(0, 0)[3], result.at(10, 10)]).toEqual([0, [255, 255, 255, 255]]);
  });

  it('takes out the colour that is given', async () => {
    const result = await develop(ring, { ...key, color: { r: 0, g: 0, b: 0, alpha: 1 } });
    expect([result.at(0, 0), result.at(10, 3)[3]]).toEqual([[255, 255, 255, 255], 0]);
  });

  it('takes the key out of what fades', async () => {
    const half = await paint(2, 1, (x) => (x === 0 ? [255, 255, 255] : [255, 128, 128]));
    const result = await develop(half, { ...key, color: white, tolerance: 0, softness: 0.82 });
    const [r, g, b, alpha] = result.at(1, 0);
    expect(distance([r!, g!, b!], [255, 0, 0])).toBeLessThanOrEqual(6);
    expect(Math.abs(alpha! - 128)).toBeLessThanOrEqual(4);
  });

  it('knows a screen in shadow and in light', async () => {
    const greens = [[0, 220, 0], [0, 150, 0], [128, 128, 128], [220, 180, 160]]; // prettier-ignore
    const screen = await paint(4, 1, (x) => greens[x]!);
    const color = { r: 0, g: 200, b: 0, alpha: 1 };
    const result = await develop(screen, { ...key, by: 'hue', color, tolerance: 0.12, softness: 0.12 });
    expect([0, 1, 2, 3].map((x) => result.at(x, 0)[3])).toEqual([0, 0, 255, 255]);
  });

  it('works on one pixel', async () => {
    const dot = await paint(1, 1, () => [3, 4, 5]);
    expect((await develop(dot, { ...key, connected: true })).at(0, 0)[3]).toBe(0);
  });
});

describe('replacing a colour', async () => {
  const colors = [[200, 30, 30], [120, 20, 20], [128, 128, 128], [30, 60, 200]]; // prettier-ignore
  const patches = await paint(4, 1, (x) => colors[x]!);
  const to = { r: 30, g: 160, b: 60, alpha: 1 };

  it('makes the colour the other, its shades shades of that, and leaves the rest', async () => {
    const from = { r: 200, g: 30, b: 30, alpha: 1 };
    const result = await develop(patches, { op: 'replace-color', to, from, tolerance: 60 });
    expect(distance(result.at(0, 0), [30, 160, 60])).toBeLessThanOrEqual(2);
    const [r, g, b] = result.at(1, 0);
    expect(g!).toBeGreaterThan(Math.max(r!, b!) + 30);
    expect([result.at(2, 0), result.at(3, 0)]).toEqual(colors.slice(2));
  });

  it('finds the most frequent strong colour by itself, and none in grey', async () => {
    const reds = await paint(20, 10, (x) => (x < 15 ? colors[0]! : colors[2]!));
    const result = await develop(reds, { op: 'replace-color', to, tolerance: 50 });
    expect(distance(result.at(3, 3), [30, 160, 60])).toBeLessThanOrEqual(2);
    expect(result.at(18, 3)).toEqual([128, 128, 128]);
    const grey = await develop(await paint(1, 1, () => [90, 90, 90]), {
      op: 'replace-color',
      to,
      tolerance: 50,
    });
    expect(grey.at(0, 0)).toEqual([90, 90, 90]);
  });
});
