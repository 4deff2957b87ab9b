/** Displacement and the bending that guards a layer. */
import { describe, expect, it } from 'vitest';
import { antiRemoval } from '../../../src/pixel/kernels/anti-removal.ts';
import { displace } from '../../../src/pixel/kernels/displace.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const paint = (
  width: number,
  height: number,
  color: (x: number, y: number) => readonly number[],
): RawPicture => {
  const channels = color(0, 0).length === 4 ? 4 : 3;
  const pixels = Array.from({ length: width * height }, (_, at) => color(at % width, Math.floor(at / width)));
  return { data: Uint8Array.from(pixels.flat()), width, height, channels };
};

const ramp = paint(20, 10, (x, y) => [x * 10, y * 20, 0]);
const at = ({ data, width, channels }: RawPicture, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('a displacement map', () => {
  const map = (red: number, green: number, alpha = 255): RawPicture =>
    paint(20, 10, () => [red, green, 0, alpha]);
  const whole = { left: 0, top: 0 };

  it('takes a pixel from as far as red and green say, at most the given reach', () => {
    const moved = displace(ramp, map(255, 0), { x: 3, y: 2, ...whole });
    expect(at(moved, 5, 5)).toEqual([80, 60, 0]);
  });

  it('holds on to the edge', () => {
    expect(at(displace(ramp, map(255, 255), { x: 100, y: 100, ...whole }), 3, 3)).toEqual([190, 180, 0]);
  });

  it('moves nothing where it is transparent, middle grey, or not', () => {
    expect(displace(ramp, map(255, 0, 0), { x: 9, y: 9, ...whole }).data).toEqual(ramp.data);
    const small = paint(2, 2, () => [255, 255, 0]);
    const moved = displace(ramp, small, { x: 4, y: 0, left: 18, top: 8 });
    expect(at(moved, 17, 8)).toEqual(at(ramp, 17, 8));
    expect(at(moved, 18, 8)).toEqual(at(ramp, 19, 8));
    const grey = displace(ramp, map(127.5, 127.5), { x: 2, y: 2, ...whole });
    expect(Math.abs(at(grey, 5, 5)[0]! - 50)).toBeLessThanOrEqual(1);
  });

  it('is taken between pixels', () => {
    expect(at(displace(ramp, map(255, 255), { x: 0.5, y: 0, ...whole }), 5, 5)).toEqual([55, 100, 0]);
  });
});

describe('what guards a layer', () => {
  const logo = paint(60, 40, (x, y) =>
    Math.hypot(x - 30, y - 20) < 14 ? [200, 30, 30, 255] : [0, 255, 0, 0],
  );

  it('is the same each time, and stronger at a higher level', () => {
    const differs = (level: number): number =>
      antiRemoval(logo, level).data.reduce((sum, byte, index) => sum + Math.abs(byte - logo.data[index]!), 0);
    expect(differs(50)).toBe(differs(50));
    expect(differs(1)).toBeGreaterThan(0);
    expect(differs(100)).toBeGreaterThan(differs(20));
  });

  it('lets no colour out of what is transparent', () => {
    const { data } = antiRemoval(logo, 100);
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      if (data[pixel + 3]! > 0) expect(data[pixel + 1]!).toBeLessThanOrEqual(30);
    }
  });

  it('keeps a single pixel', () => {
    expect(
      antiRemoval(
        paint(1, 1, () => [9, 9, 9, 255]),
        100,
      ).data.subarray(0, 3),
    ).toEqual(Uint8Array.of(9, 9, 9));
  });
});
