/** What reads a picture between its pixels gives what the definition gives, tap by tap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Origin, warp } from '../../../src/pixel/kernels/warp.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Red, green, blue times alpha, and alpha, 0..1; beyond the edge lies the edge. */
const tap = ({ data, width, height, channels }: RawPicture, x: number, y: number): readonly number[] => {
  const at = (clamp(y, height - 1) * width + clamp(x, width - 1)) * channels;
  const alpha = channels === 4 ? data[at + 3]! / 255 : 1;
  return [data[at]! * alpha, data[at + 1]! * alpha, data[at + 2]! * alpha, alpha];
};

type Kernel = (distance: number) => number;

/** Keys, https://doi.org/10.1109/TASSP.1981.1163711, with a = -1/2. */
const cubic: Kernel = (distance) => {
  const d = Math.abs(distance);
  if (d >= 2) return 0;
  return d < 1 ? 1.5 * d ** 3 - 2.5 * d ** 2 + 1 : -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2;
};

const linear: Kernel = (distance) => Math.max(0, 1 - Math.abs(distance));

const read = (picture: RawPicture, u: number, v: number, kernel: Kernel): readonly number[] => {
  const [x, y] = [u - 0.5, v - 0.5];
  const sum = [0, 0, 0, 0];
  for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 2; row += 1) {
    for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 2; column += 1) {
      const weight = kernel(column - x) * kernel(row - y);
      for (const [channel, value] of tap(picture, column, row).entries()) sum[channel]! += weight * value;
    }
  }
  return sum;
};

const samples = (du: number, dv: number): number =>
  Math.min(16, Math.max(1, Math.ceil(Math.hypot(du, dv) - 0.1)));

const readPixel = (picture: RawPicture, origin: Origin): readonly number[] => {
  const across = samples(origin.uRight, origin.vRight);
  const down = samples(origin.uDown, origin.vDown);
  if (across * down === 1) return read(picture, origin.u, origin.v, cubic);
  const all = Array.from({ length: across * down }, (_, index) => {
    const x = ((index % across) + 0.5) / across - 0.5;
    const y = (Math.floor(index / across) + 0.5) / down - 0.5;
    return read(
      picture,
      origin.u + x * origin.uRight + y * origin.uDown,
      origin.v + x * origin.vRight + y * origin.vDown,
      linear,
    );
  });
  return [0, 1, 2, 3].map((channel) => all.reduce((sum, one) => sum + one[channel]!, 0) / all.length);
};

const pixels = (channels: 3 | 4): fc.Arbitrary<RawPicture> =>
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: width * height * channels, maxLength: width * height * channels })
        .map((data) => ({ data, width, height, channels })),
    );

const place = fc.double({ min: -4, max: 13, noNaN: true });
const step = fc.double({ min: -2.5, max: 2.5, noNaN: true });
const origins: fc.Arbitrary<Origin> = fc.record({
  ...{ u: place, v: place, uRight: step, vRight: step, uDown: step, vDown: step },
  covered: fc.constantFrom(0, 0.3, 1),
});

/** Steps that come to a sample more or less by the last bit of a float are told apart by nobody. */
const isClear = ({ uRight, vRight, uDown, vDown }: Origin): boolean =>
  [Math.hypot(uRight, vRight), Math.hypot(uDown, vDown)].every((length) => {
    const share = (length - 0.1) % 1;
    return Math.abs(share - Math.round(share)) > 1e-5;
  });

describe('a warp', () => {
  it.each([3, 4] as const)(
    'reads %i channels as the sum of all taps, colours as far as they are seen',
    (channels) => {
      fc.assert(
        fc.property(
          pixels(channels),
          fc.array(origins.filter(isClear), { minLength: 1, maxLength: 12 }),
          (picture, wanted) => {
            const { data } = warp(picture, { width: wanted.length, height: 1 }, (x, _, origin) =>
              Object.assign(origin, wanted[Math.floor(x)]),
            );
            for (const [index, origin] of wanted.entries()) {
              const [red, green, blue, alpha, covered] = [...readPixel(picture, origin), origin.covered];
              const actual = data.subarray(index * 4, index * 4 + 4);
              if (covered === 0 || alpha! * 255 < 0.4) {
                expect(actual[3]).toBe(0);
                continue;
              }
              expect(Math.abs(actual[3]! - Math.min(1, alpha!) * covered! * 255)).toBeLessThan(1);
              // What can hardly be seen has lost its last bits.
              const tolerance = 1 + 2 / (alpha! * 255);
              for (const [channel, value] of [red, green!, blue!].entries()) {
                const expected = Math.min(255, Math.max(0, value / alpha!));
                if (alpha! * 255 > 0.6) {
                  expect(Math.abs(actual[channel]! - expected)).toBeLessThanOrEqual(tolerance);
                }
              }
            }
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('leaves every pixel as it is where it comes from its own place', () => {
    const data = Uint8Array.from({ length: 37 * 23 * 4 }, (_, at) => (at % 4 === 3 ? 255 : (at * 89) % 256));
    const same = warp(
      { data, width: 37, height: 23, channels: 4 },
      { width: 37, height: 23 },
      (x, y, origin) =>
        Object.assign(origin, { u: x, v: y, uRight: 1, vRight: 0, uDown: 0, vDown: 1, covered: 1 }),
    );
    expect(same.data).toEqual(data);
  });
});
