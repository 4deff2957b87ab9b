/** Effects that paint the picture anew, or mark what is in it, on pictures that can be reckoned by hand. */
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/ops/operation.ts';
import { develop, paint } from '../pictures.ts';

const red = [200, 30, 30];
const gray = [120, 120, 120];
const plain = await paint(20, 20, () => red);
/** Dark to the left, light to the right. */
const step = await paint(40, 20, (x) => (x < 20 ? [90, 90, 90] : [220, 220, 220]));

/** Dark text on a light page, and a colourful square of noise. */
const noise = (x: number, y: number): readonly number[] => [
  (x * 53 + y * 17) % 256,
  (x * 29 + y * 71) % 256,
  (x * 11 + y * 37) % 256,
];
const page = await paint(160, 120, (x, y) =>
  x >= 80 && x < 140 && y >= 40 && y < 100
    ? noise(x, y)
    : x >= 10 && x < 40 && y === 20
      ? [30, 30, 30]
      : [250, 250, 250],
);

describe('an oil painting', () => {
  const act = { op: 'oil-paint', radius: 2, tones: 24 } as const;

  it('takes the most frequent tone, so that a speck goes and an edge stays where it is', async () => {
    const speck = await develop(
      await paint(20, 20, (x, y) => (x === 8 && y === 8 ? [255, 255, 255] : red)),
      act,
    );
    expect(speck.at(8, 8)).toEqual(red);
    const edge = await develop(await paint(20, 20, (x) => (x < 10 ? red : [250, 250, 250])), act);
    expect([edge.at(9, 5), edge.at(10, 5)]).toEqual([red, [250, 250, 250]]);
  });

  it('gives the mean of what has the tone', async () => {
    const fine = await develop(
      await paint(20, 20, (x, y) => ((x + y) % 2 === 0 ? [121, 120, 118] : [119, 120, 122])),
      act,
    );
    for (const value of fine.at(10, 10)) expect(Math.abs(value - 120)).toBeLessThanOrEqual(1);
  });

  it('does not take up what is transparent, and leaves alpha alone', async () => {
    const half = await develop(await paint(20, 20, (x) => (x < 10 ? [0, 255, 0, 0] : [...red, 255])), act);
    expect(half.at(10, 10)).toEqual([...red, 255]);
    expect(half.at(9, 10)[3]).toBe(0);
  });

  it('is the same on a picture smaller than the brush', async () => {
    const dot = await develop(await paint(1, 1, () => red), { ...act, radius: 9 });
    expect(dot.at(0, 0)).toEqual(red);
  });
});

describe('a cartoon', () => {
  const act = { op: 'cartoon', line: 1, reduction: 0, blackWhite: false, sigma: 1 } as const;

  it('has ink along the dark side of an edge, and nowhere else', async () => {
    const result = await develop(step, act);
    expect(result.at(18, 10)[0]).toBeLessThan(60);
    expect(result.at(21, 10)[0]).toBeGreaterThan(200);
    expect(result.at(5, 10)[0]).toBeGreaterThan(85);
    expect(result.at(35, 10)[0]).toBeGreaterThan(215);
  });

  it('has no ink without lines', async () => {
    const result = await develop(step, { ...act, line: 0 });
    expect(result.at(18, 10)[0]).toBeGreaterThan(85);
  });

  it('is black and white alone where it has no colours', async () => {
    const colors = await paint(40, 20, (x) => (x < 20 ? [200, 200, 90] : [20, 5, 40]));
    const result = await develop(colors, { ...act, blackWhite: true });
    expect([result.at(3, 10), result.at(36, 10)]).toEqual([
      [255, 255, 255],
      [0, 0, 0],
    ]);
  });
});

describe('fading edges', () => {
  const act = { op: 'fade-edges', left: 0, top: 0, right: 0, bottom: 0, curve: 1, inside: false } as const;

  it.each([
    { side: 'left', x: 0, y: 10 },
    { side: 'right', x: 19, y: 10 },
    { side: 'top', x: 10, y: 0 },
    { side: 'bottom', x: 10, y: 19 },
  ])('lets the $side one vanish, and the opposite one stay', async ({ side, x, y }) => {
    const result = await develop(plain, { ...act, [side]: 9 });
    expect(result.at(x, y)[3]).toBeLessThan(10);
    expect(result.at(19 - x, 19 - y)).toEqual([...red, 255]);
  });

  it('is halfway in the middle of the ramp, and less with a steeper curve', async () => {
    const alphaAt = async (curve: number): Promise<number> =>
      (await develop(plain, { ...act, left: 19, curve })).at(9, 10)[3]!;
    expect(await alphaAt(1)).toBe(128);
    expect(await alphaAt(2)).toBe(64);
  });

  it('begins where something can be seen, if it is told to', async () => {
    const framed = await paint(20, 20, (x) => (x < 5 ? [0, 0, 0, 0] : [...red, 255]));
    const outside = await develop(framed, { ...act, left: 5 });
    const inside = await develop(framed, { ...act, left: 5, inside: true });
    expect(outside.at(5, 10)[3]).toBe(255);
    expect(inside.at(5, 10)[3]).toBeLessThan(20);
  });
});

describe('an ordered dither', () => {
  const act = { op: 'ordered-dither', width: 2, thresholds: [85, 170, 171, 86] } as const;

  it('turns each channel on from its threshold, and repeats the pattern', async () => {
    const result = await develop(await paint(4, 4, () => [85, 170, 171]), act);
    expect([result.at(0, 0), result.at(1, 0), result.at(0, 1), result.at(1, 1)]).toEqual([
      [255, 255, 255],
      [0, 255, 255],
      [0, 0, 255],
      [0, 255, 255],
    ]);
    expect(result.at(2, 3)).toEqual(result.at(0, 1));
  });
});

describe('hatching', () => {
  const act: Operation = { op: 'hatch', amount: 1, period: 8 };
  const stripe = async (color: readonly number[]) => {
    const result = await develop(await paint(32, 32, () => color), act);
    return (x: number, y: number): number => result.at(x, y)[0]!;
  };

  it('leans one way over reds and the other way over greens', async () => {
    const reds = await stripe([220, 60, 60]);
    const greens = await stripe([60, 220, 60]);
    expect(reds(16, 16)).toBe(reds(17, 15));
    expect(reds(16, 16)).not.toBe(reds(20, 16));
    expect(greens(16, 16)).toBe(greens(17, 17));
    expect(greens(16, 16)).not.toBe(greens(20, 16));
  });

  it('leaves greys, blues and yellows alone', async () => {
    for (const color of [gray, [60, 60, 220], [220, 215, 40]]) {
      const result = await develop(await paint(16, 16, () => color), act);
      for (let x = 0; x < 16; x += 1) expect(result.at(x, 7)).toEqual(color);
    }
  });
});

describe('a theme', () => {
  const black = { r: 0, g: 0, b: 0, alpha: 1 };
  const act = { op: 'theme', color: black, photosensitivity: 1 } as const;
  it('gives the page its colour, turns text over, and leaves photographs', async () => {
    const result = await develop(page, act);
    expect(result.at(2, 2)).toEqual([0, 0, 0]);
    expect(result.at(20, 20)[0]).toBeGreaterThan(190);
    expect(result.at(100, 70)).toEqual([...noise(100, 70)]);
    expect(result.at(80, 40)).toEqual([...noise(80, 40)]);
  });

  it('takes nothing for a photograph without sensitivity', async () => {
    const result = await develop(page, { ...act, photosensitivity: 0 });
    expect(result.at(100, 70)).not.toEqual([...noise(100, 70)]);
  });

  it('leaves a photograph that is all there is, its smooth sky too', async () => {
    const sky = (x: number, y: number): readonly [number, number, number] => [
      90 + ((x * 7 + y) % 3),
      120 + (y >> 2),
      200 + ((x + y * 5) % 4),
    ];
    const photo = await paint(96, 96, (x, y) => (y < 60 ? sky(x, y) : noise(x, y)));
    const result = await develop(photo, act);
    for (const [x, y] of [
      [3, 3],
      [50, 30],
      [90, 58],
      [40, 80],
    ] as const) {
      expect(result.at(x, y)).toEqual([...(y < 60 ? sky(x, y) : noise(x, y))]);
    }
    const turned = await develop(photo, { ...act, photosensitivity: 0 });
    expect(turned.at(50, 30)).not.toEqual([...sky(50, 30)]);
  });

  it('only tints a page that stays light', async () => {
    const result = await develop(page, { ...act, color: { r: 240, g: 230, b: 200, alpha: 1 } });
    expect(result.at(2, 2)).toEqual([240, 230, 200]);
    expect(result.at(20, 20)[0]).toBeLessThan(40);
  });
});
