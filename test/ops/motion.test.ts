import { describe, expect, it } from 'vitest';
import { isMoving, momentsOf, operationsAt } from '../../src/ops/motion.ts';
import type { Operation } from '../../src/ops/operation.ts';

const some = (operations: readonly Operation[]): boolean => operations.some(isMoving);

const blur: Operation = { op: 'blur', sigma: 2 };
const fade = (ms: number): Operation => ({ op: 'fade', ms });

/** Of each of these pictures, in per cent. */
const lightsOf = (ms: number, delaysMs: readonly number[]): readonly number[] =>
  momentsOf(delaysMs).map((moment) => {
    const [operation] = operationsAt([fade(ms)], moment);
    return operation?.op === 'linear' ? Math.round(operation.multiply[0] * 100) : 100;
  });

describe('a fade', () => {
  it.each([
    [300, [100, 100, 100, 100, 100], [0, 33, 67, 100, 100]],
    [-300, [100, 100, 100, 100, 100], [100, 100, 67, 33, 0]],
    [250, [50, 150, 100], [0, 20, 80]],
    [10, [100, 100], [0, 100]],
    [-1000, [100, 100], [10, 0]],
  ])('of %i ms over pictures of %j ms leaves %j per cent of the light', (ms, delays, lights) => {
    expect(lightsOf(ms, delays)).toEqual(lights);
  });

  it('leaves a picture that stands still alone, and what else is done', () => {
    expect(operationsAt([blur, fade(300), blur], undefined)).toEqual([blur, blur]);
  });
});

describe('a zoom', () => {
  const whole = { left: 0, top: 0, width: 80, height: 60 };
  const part = { left: 60, top: 10, width: 20, height: 15 };
  const zoom: Operation = {
    op: 'zoom-pan',
    ...{ from: whole, to: part, width: 40, height: 30, durationMs: 500, perSecond: 10 },
  };
  const windows = momentsOf([100, 100, 100, 100, 100]).map((moment) => {
    const [operation] = operationsAt([zoom], moment);
    if (operation?.op !== 'reframe') throw new TypeError('Nothing to be seen');
    return operation.window;
  });

  it('begins and ends where it should, and a still shows the beginning', () => {
    expect(windows[0]).toEqual(whole);
    expect(windows.at(-1)).toEqual(part);
    expect(operationsAt([zoom], undefined)).toMatchObject([{ op: 'reframe', window: whole, width: 40 }]);
  });

  it('comes nearer by the same factor from picture to picture, around one point', () => {
    const factors = windows.slice(1).map(({ width }, index) => width / windows[index]!.width);
    for (const factor of factors) expect(factor).toBeCloseTo(0.25 ** 0.25, 6);
    // The point that stands still: as far from the left, in parts of the width, in all of them.
    for (const { left, width } of windows) expect((80 - left) / width).toBeCloseTo(1, 6);
  });

  it('never leaves the picture', () => {
    for (const { left, top, width, height } of windows) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(80 + 1e-9);
      expect(top + height).toBeLessThanOrEqual(60 + 1e-9);
    }
  });
});

describe('motion', () => {
  it('is found in layers as well', () => {
    const decode = { autoOrient: true, page: 0 };
    const withLayer = (operations: readonly Operation[]): Operation => ({
      op: 'composite',
      layer: { source: { kind: 'original', index: 1, decode }, operations },
      ...{ blend: 'over', left: 0, top: 0 },
    });
    expect(some([blur, withLayer([blur])])).toBe(false);
    expect(some([blur, withLayer([blur, fade(9)])])).toBe(true);
    expect(some([withLayer([withLayer([fade(9)])])])).toBe(true);
  });
});
