/** Morphology: the fast way gives what the definition gives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Morphology } from '../../../src/ops/redrawing.ts';
import { kernelShape } from '../../../src/pixel/kernels/kernel-shape.ts';
import { morph } from '../../../src/pixel/kernels/morphology.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const draw = (kernel: Morphology['kernel'], radius: number): readonly string[] => {
  const { reach, runs } = kernelShape(kernel, radius);
  const side = 2 * reach + 1;
  const grid = Array.from({ length: side }, () => Array.from({ length: side }, () => '.'));
  for (const { down, left, length } of runs) {
    for (let x = left; x < left + length; x += 1) grid[down + reach]![x + reach] = '#';
  }
  return grid.map((row) => row.join(''));
};

describe('the shapes', () => {
  it.each([
    ['disk', 2, ['..#..', '.###.', '#####', '.###.', '..#..']],
    ['disk', 2.5, ['.###.', '#####', '#####', '#####', '.###.']],
    ['octagon', 2, ['.###.', '#####', '#####', '#####', '.###.']],
    ['diamond', 2, ['..#..', '.###.', '#####', '.###.', '..#..']],
    ['square', 1, ['###', '###', '###']],
    ['plus', 1.9, ['.#.', '###', '.#.']],
    ['cross', 2, ['#...#', '.#.#.', '..#..', '.#.#.', '#...#']],
    ['ring', 2.5, ['.###.', '#...#', '#...#', '#...#', '.###.']],
  ] as const)('are those that ImageMagick has: %s of radius %s', (kernel, radius, drawn) => {
    expect(draw(kernel, radius)).toEqual(drawn);
  });
});

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** As it is defined: every pixel of the shape, one by one. */
const bySearch = ({ data, width, height, channels }: RawPicture, act: Omit<Morphology, 'op'>): Uint8Array => {
  const { runs, pixels } = kernelShape(act.kernel, act.radius);
  return Uint8Array.from({ length: data.length }, (_, index) => {
    const pixel = Math.floor(index / channels);
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const values = runs.flatMap(({ down, left, length }) =>
      Array.from({ length }, (__, step) => {
        const from = clamp(y + down, height - 1) * width + clamp(x + left + step, width - 1);
        return data[from * channels + (index % channels)]!;
      }),
    );
    if (act.method === 'convolve') return Math.round(values.reduce((sum, value) => sum + value, 0) / pixels);
    return act.method === 'dilate' ? Math.max(...values) : Math.min(...values);
  });
};

const kernels = ['octagon', 'diamond', 'square', 'disk', 'plus', 'cross', 'ring'] as const;

describe('morphology', () => {
  it.each(kernels)('gives the same where the rows are too many to be made at once: %s', (kernel) => {
    const data = Uint8Array.from({ length: 5 * 100 * 3 }, (_, at) => (at * at * 31) % 251);
    const picture: RawPicture = { data, width: 5, height: 100, channels: 3 };
    for (const radius of [1, 6]) {
      const act = { method: 'dilate', kernel, radius, iterations: 1 } as const;
      const expected = bySearch(picture, act);
      expect(morph({ ...picture, data: data.slice() }, act).data, `radius ${radius}`).toEqual(expected);
    }
  });

  it('gives what each pixel of the shape one by one gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('dilate', 'erode', 'convolve'),
        fc.constantFrom(...kernels),
        fc.constantFrom(1, 1.5, 2, 3.2, 7),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (method, kernel, radius, width, height, bytes) => {
          const data = Uint8Array.from([...bytes.take(width * height * 3)]);
          const act = { method, kernel, radius, iterations: 1 };
          const expected = bySearch({ data, width, height, channels: 3 }, act);
          const { data: actual } = morph({ data: data.slice(), width, height, channels: 3 }, act);
          const differences = actual.map((value, index) => Math.abs(value - expected[index]!));
          expect(Math.max(...differences)).toBeLessThanOrEqual(method === 'convolve' ? 1 : 0);
        },
      ),
    );
  });

  /** A red square in the middle of nothing, under which green is hidden. */
  const square = (): RawPicture => ({
    data: Uint8Array.from(
      Array.from({ length: 81 }, (_, at) => {
        const [x, y] = [at % 9, Math.floor(at / 9)];
        return Math.max(Math.abs(x - 4), Math.abs(y - 4)) <= 1 ? [200, 10, 10, 255] : [0, 255, 0, 0];
      }).flat(),
    ),
    width: 9,
    height: 9,
    channels: 4,
  });

  it.each([
    ['dilate', 2, 81 - 32],
    ['erode', 1, 1],
  ] as const)(
    '%s changes the shape of what is opaque, and shows no colour that was hidden',
    (method, iterations, opaque) => {
      const { data } = morph(square(), { method, kernel: 'square', radius: 1, iterations });
      const seen = Array.from({ length: 81 }, (_, at) => data.subarray(4 * at, 4 * at + 4)).filter(
        ([, , , alpha]) => alpha === 255,
      );
      expect(seen).toHaveLength(opaque);
      for (const pixel of seen) expect([...pixel]).toEqual([200, 10, 10, 255]);
    },
  );

  it('takes the mean of colours that count as much as their alpha, round after round', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 7 * 5 * 4, maxLength: 7 * 5 * 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(...kernels),
        (data, iterations, kernel) => {
          const { runs, pixels } = kernelShape(kernel, 2.5);
          let expected: readonly number[] = Array.from(data, (value, at) =>
            at % 4 === 3 ? value : (value * data[at - (at % 4) + 3]!) / 255,
          );
          for (let round = 0; round < iterations; round += 1) {
            const before = expected;
            expected = before.map((_, at) => {
              const [x, y] = [Math.floor(at / 4) % 7, Math.floor(at / 28)];
              const held = runs.flatMap(({ down, left, length }) =>
                Array.from({ length }, (__, step) => {
                  const from = clamp(y + down, 4) * 7 + clamp(x + left + step, 6);
                  return before[from * 4 + (at % 4)]!;
                }),
              );
              return held.reduce((sum, value) => sum + value, 0) / pixels;
            });
          }
          const act = { method: 'convolve', kernel, radius: 2.5, iterations } as const;
          const actual = morph({ data: data.slice(), width: 7, height: 5, channels: 4 }, act).data;
          for (const [at, value] of actual.entries()) {
            const alpha = at % 4 === 3 ? 255 : expected[at - (at % 4) + 3]!;
            const wanted = alpha < 0.5 ? 0 : (expected[at]! * 255) / alpha;
            expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1 + 4 / alpha);
          }
        },
      ),
    );
  });

  it('softens with colours weighted by their alpha', () => {
    const { data } = morph(square(), { method: 'convolve', kernel: 'disk', radius: 2, iterations: 2 });
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3]! > 0) expect(data[at + 1]!).toBeLessThanOrEqual(11);
    }
  });
});
