/** The convolutions against their definitions, written out plainly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConvolutions } from '../../src/vision/convolutions.ts';
import { groupOf, roundFilters } from '../../src/vision/round-filters.ts';

const cut = (value: number): number => Math.min(6, Math.max(0, value));

/** The same numbers each time, spread evenly over -1..1. */
const spread = (length: number, step = 0.618): Float32Array =>
  Float32Array.from({ length }, (_, index) => 2 * ((index * step) % 1) - 1);

describe('rounded filters', () => {
  const most = 4095;
  const one = most / 6;
  const filters = fc
    .record({ channels: fc.integer({ min: 1, max: 40 }), groups: fc.integer({ min: 1, max: 3 }) })
    .chain(({ channels, groups }) =>
      fc
        .array(fc.float({ min: -50, max: 50, noNaN: true }), {
          minLength: channels * groups * groupOf,
          maxLength: channels * groups * groupOf,
        })
        .map((weights) => ({ weights: Float32Array.from(weights), channels, count: groups * groupOf })),
    );

  it('no picture can make a sum too large, and none is far from what it was', () => {
    fc.assert(
      fc.property(filters, ({ weights, channels, count }) => {
        const rounded = roundFilters({ weights, channels, count }, { one, most });
        for (let result = 0; result < count; result += 1) {
          const group = Math.floor(result / groupOf) * groupOf * rounded.channels;
          const values = Array.from(
            { length: rounded.channels },
            (_, channel) =>
              rounded.values[group + (channel >> 1) * groupOf * 2 + (result % groupOf) * 2 + (channel % 2)]!,
          );
          const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
          expect(total * most).toBeLessThan(2 ** 31);
          const largest = Math.max(
            ...values.map((_, channel) =>
              channel < channels ? Math.abs(weights[channel * count + result]!) : 0,
            ),
          );
          for (let channel = 0; channel < channels; channel += 1) {
            const stands = values[channel]! * rounded.scales[result]! * one;
            expect(Math.abs(stands - weights[channel * count + result]!)).toBeLessThanOrEqual(
              largest / 10_000 + 1e-30,
            );
          }
        }
      }),
    );
  });
});

describe('the convolutions', () => {
  it.each([
    ['a full tile', 8, 6, 8],
    ['three pixels over', 7, 28, 16],
    ['more than a chunk', 131, 10, 24],
  ])('all channels of each pixel by every filter: %s', (_what, pixels, channels, count) => {
    const { keep, take, pointwise, floats } = createConvolutions();
    const seen = Int16Array.from(spread((pixels + 3) * channels), (value) => Math.round(value * 4095));
    const weights = spread(channels * count, 0.377);
    const rounded = roundFilters({ weights, channels, count }, { one: 4095, most: 4095 });
    const bias = spread(count);
    const to = take((pixels + 3) * count * 4);
    const places = [keep(rounded.values), keep(rounded.scales), keep(bias)] as const;
    pointwise(keep(seen), pixels, channels, ...places, count, to);
    const results = floats(to, pixels * count);
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      for (let result = 0; result < count; result += 1) {
        let sum = bias[result]!;
        for (let channel = 0; channel < channels; channel += 1) {
          sum += (seen[pixel * channels + channel]! / 4095) * weights[channel * count + result]!;
        }
        expect(results[pixel * count + result]).toBeCloseTo(cut(sum), 2);
      }
    }
  });

  it.each([
    ['every pixel', 1, 5, 4],
    ['every other pixel', 2, 6, 4],
  ])('each channel by a filter of its own: %s', (_what, stride, width, height) => {
    const channels = 8;
    const { keep, take, depthwise, shorts } = createConvolutions();
    const seen = spread(width * height * channels);
    const filter = spread(9 * channels, 0.377);
    const bias = spread(channels, 0.1);
    const to = take(width * height * channels * 2);
    const size = [width, height, channels, stride] as const;
    depthwise(keep(seen), ...size, keep(filter), keep(bias), take(channels * 4), 1000, to);
    const [across, down] = [width / stride, height / stride];
    const before = stride === 1 ? 1 : 0;
    const results = shorts(to, across * down * channels);
    const sumOf = (x: number, y: number, channel: number): number => {
      let sum = bias[channel]!;
      for (let tap = 0; tap < 9; tap += 1) {
        const [atX, atY] = [x * stride - before + (tap % 3), y * stride - before + Math.floor(tap / 3)];
        if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue;
        sum += seen[(atY * width + atX) * channels + channel]! * filter[tap * channels + channel]!;
      }
      return sum;
    };
    results.forEach((result, index) => {
      const [pixel, channel] = [Math.floor(index / channels), index % channels];
      const sum = sumOf(pixel % across, Math.floor(pixel / across), channel);
      expect(Math.abs(result - cut(sum) * 1000)).toBeLessThanOrEqual(0.51);
    });
  });

  it('gathers what a filter sees, and zeros beyond the picture', () => {
    const { keep, take, gather, shorts } = createConvolutions();
    const [width, height] = [4, 2];
    const seen = Int16Array.from({ length: width * height * 3 }, (_, index) => index + 1);
    const to = take(2 * 28 * 2);
    gather(keep(seen), width, height, to);
    const [left, right] = [shorts(to, 28), shorts(to + 28 * 2, 28)];
    expect([...left.subarray(0, 9)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...left.subarray(9, 18)]).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21]);
    expect([...left.subarray(18)]).toEqual(Array.from({ length: 10 }, () => 0));
    expect([...right.subarray(0, 9)]).toEqual([7, 8, 9, 10, 11, 12, 0, 0, 0]);
  });
});
