/** Levels, colour balance and brightness by what is in the picture. */
import { describe, expect, it } from 'vitest';
import { develop, paint } from '../pictures.ts';

const stretched = { op: 'auto-tone', contrast: 1, color: 0, brightness: 0, blend: 1 } as const;

describe('automatic tones', () => {
  it('stretches tones to the full range, by halves where half is asked for', async () => {
    const ramp = await paint(101, 10, (x) => [50 + x, 50 + x, 50 + x]);
    const full = await develop(ramp, stretched);
    expect([full.at(0, 0)[0], full.at(50, 0)[0], full.at(100, 0)[0]]).toEqual([0, 128, 255]);
    const half = await develop(ramp, { ...stretched, blend: 0.5 });
    expect([half.at(0, 0)[0], half.at(100, 0)[0]]).toEqual([25, 203]);
  });

  it('takes a cast away where what is brightest may be white', async () => {
    const cast = await paint(101, 10, (x) => [70 + x, 80 + x, 60 + x]);
    const result = await develop(cast, { ...stretched, color: 1 });
    for (const x of [0, 50, 100]) {
      const pixel = result.at(x, 0);
      expect(Math.max(...pixel) - Math.min(...pixel)).toBeLessThanOrEqual(1);
    }
  });

  it('takes no red for a cast: skin beside a red hat stays skin', async () => {
    const colors = [
      [220, 220, 215],
      [190, 150, 125],
      [200, 30, 40],
      [30, 20, 20],
    ] as const;
    const hat = await paint(100, 10, (x) => colors[x < 5 ? 0 : x < 20 ? 1 : x < 90 ? 2 : 3]);
    const result = await develop(hat, { ...stretched, color: 1 });
    const [red, green, blue] = result.at(10, 0);
    expect([red! > green!, green! > blue!]).toEqual([true, true]);
  });

  it('leaves one colour alone', async () => {
    const result = await develop(await paint(20, 10, () => [200, 100, 50]), { ...stretched, color: 1 });
    expect(result.at(5, 5)).toEqual([200, 100, 50]);
  });

  it('keeps the hue of shades of one colour', async () => {
    const reds = await paint(101, 10, (x) => [130 + x, 30, 20]);
    const [red, green, blue] = (await develop(reds, { ...stretched, color: 1 })).at(50, 0);
    expect(red!).toBeGreaterThan(5 * Math.max(green!, blue!));
  });

  it('brings a dark picture’s mean towards the middle', async () => {
    const dark = await paint(64, 4, (x) => [x, x, x]);
    const result = await develop(dark, { ...stretched, contrast: 0, brightness: 1 });
    expect(result.at(32, 0)[0]).toBeGreaterThan(90);
  });
});
