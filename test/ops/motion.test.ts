import { describe, expect, it } from 'vitest';
import { areMoving, momentsOf, operationsAt } from '../../src/ops/motion.ts';
import type { Operation } from '../../src/ops/operation.ts';

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

describe('motion', () => {
  it('is found in layers as well', () => {
    const decode = { autoOrient: true, page: 0 };
    const withLayer = (operations: readonly Operation[]): Operation => ({
      op: 'composite',
      layer: { source: { kind: 'original', index: 1, decode }, operations },
      ...{ blend: 'over', left: 0, top: 0 },
    });
    expect(areMoving([blur, withLayer([blur])])).toBe(false);
    expect(areMoving([blur, withLayer([blur, fade(9)])])).toBe(true);
    expect(areMoving([withLayer([withLayer([fade(9)])])])).toBe(true);
  });
});
