/** What operations cost: by what is asked for, and how much there is to do it to. */
import { describe, expect, it } from 'vitest';
import { costOf, sumCosts } from '../../src/ops/cost.ts';
import type { Operation } from '../../src/ops/operation.ts';

const canvas = { width: 1000, height: 1000, alpha: false };
const large = { width: 2000, height: 2000, alpha: false };

const shapes = (method: 'convolve' | 'dilate', radius: number, iterations = 1): Operation => ({
  op: 'morphology',
  method,
  kernel: 'disk',
  radius,
  iterations,
});

describe('the cost of an operation', () => {
  it('grows with the picture, at its larger side', () => {
    const blur: Operation = { op: 'blur', sigma: 3 };
    expect(costOf(blur, large, large)).toBeCloseTo(costOf(blur, canvas, canvas) * 4);
    const extract: Operation = { op: 'extract', left: 0, top: 0, width: 1000, height: 1000 };
    expect(costOf(extract, large, canvas)).toBe(costOf(extract, large, large));
  });

  it('of a resize is that of its result, for what it reads was counted when it was decoded', () => {
    const resize: Operation = { op: 'resize', width: 1000, height: 1000 };
    expect(costOf(resize, large, canvas)).toBe(costOf(resize, canvas, canvas));
  });

  it('grows with how far a shape reaches and how often it is laid on, where that takes longer', () => {
    const ratio = (method: 'convolve' | 'dilate'): number =>
      costOf(shapes(method, 94), canvas, canvas) / costOf(shapes(method, 2), canvas, canvas);
    expect(ratio('convolve')).toBeGreaterThan(5);
    expect(ratio('dilate')).toBeLessThan(4);
    expect(costOf(shapes('dilate', 3, 5), canvas, canvas)).toBe(
      costOf(shapes('dilate', 3), canvas, canvas) * 5,
    );
  });

  it('of a blur grows with its width, up to where a small copy is blurred', () => {
    const blur = (sigma: number): number => costOf({ op: 'blur', sigma }, canvas, canvas);
    expect(blur(20)).toBeGreaterThan(2 * blur(2));
    expect(blur(400)).toBe(blur(100));
    const box = { left: 0, top: 0, width: 500, height: 500 };
    expect(costOf({ op: 'within', ...box, effect: { op: 'blur', sigma: 20 } }, canvas, canvas)).toBe(
      blur(20),
    );
  });

  it('of tracing hardly depends on the size that it is drawn at', () => {
    const trace: Operation = { op: 'vectorize', colors: 10, detail: 300, despeckle: 2, bend: 1, corner: 1 };
    expect(costOf(trace, large, large)).toBeLessThan(costOf(trace, canvas, canvas) * 2);
    const icon = { width: 32, height: 32, alpha: false };
    expect(costOf(trace, icon, icon)).toBeLessThan(costOf(trace, canvas, canvas) / 100);
  });

  it('is summed over all of them', () => {
    const blur: Operation = { op: 'blur', sigma: 3 };
    expect(sumCosts([blur, blur], [canvas, canvas, canvas])).toBe(2 * costOf(blur, canvas, canvas));
    expect(sumCosts([], [canvas])).toBe(0);
  });
});
