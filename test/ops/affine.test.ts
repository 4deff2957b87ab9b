/** Where the corners of a picture go: the same as where the pixels go, which the goldens show. */
import { describe, expect, it } from 'vitest';
import { applyTo, invert, seenOf, traceAffine } from '../../src/ops/affine.ts';
import { followCanvas } from '../../src/ops/geometry.ts';
import type { Operation } from '../../src/ops/operation.ts';
import type { Point } from '../../src/ops/placement.ts';

const start = { width: 100, height: 60, alpha: false };
const clear = { r: 0, g: 0, b: 0, alpha: 0 };

const carry = (operations: readonly Operation[], point: Point): Point => {
  const { x, y } = applyTo(traceAffine(operations, followCanvas(start, operations)), point);
  return { x: Math.round(x * 1000) / 1000 + 0, y: Math.round(y * 1000) / 1000 + 0 };
};

describe('a point of a picture', () => {
  it.each<[string, readonly Operation[], Point]>([
    ['stays where nothing moves', [{ op: 'blur', sigma: 2 }], { x: 10, y: 20 }],
    ['moves with a cut', [{ op: 'extract', left: 4, top: 8, width: 50, height: 40 }], { x: 6, y: 12 }],
    [
      'moves with a margin',
      [{ op: 'extend', left: 3, top: 5, right: 0, bottom: 0, color: clear }],
      { x: 13, y: 25 },
    ],
    ['goes along with the size', [{ op: 'resize', width: 50, height: 120 }], { x: 5, y: 40 }],
    ['is mirrored across', [{ op: 'flip', axis: 'horizontal' }], { x: 90, y: 20 }],
    ['is mirrored upside down', [{ op: 'flip', axis: 'vertical' }], { x: 10, y: 40 }],
    ['is turned clockwise', [{ op: 'turn', degrees: 90 }], { x: 40, y: 10 }],
    ['is turned round', [{ op: 'turn', degrees: 180 }], { x: 90, y: 40 }],
    ['is turned back', [{ op: 'turn', degrees: 270 }], { x: 20, y: 90 }],
    ['is turned by any angle', [{ op: 'rotate', degrees: 90, color: clear }], { x: 40, y: 10 }],
  ])('%s', (_, operations, expected) => {
    expect(carry(operations, { x: 10, y: 20 })).toEqual(expected);
  });

  it('goes through one operation after the other, and back', () => {
    const operations: readonly Operation[] = [
      { op: 'extract', left: 4, top: 8, width: 50, height: 40 },
      { op: 'shear', x: 20, y: 0, color: clear },
      { op: 'turn', degrees: 90 },
      { op: 'resize', width: 33, height: 70 },
    ];
    const affine = traceAffine(operations, followCanvas(start, operations));
    const back = invert(affine)!;
    const there = applyTo(back, applyTo(affine, { x: 10, y: 20 }));
    expect(there.x).toBeCloseTo(10, 9);
    expect(there.y).toBeCloseTo(20, 9);
  });
});

describe('the part of the original that is seen', () => {
  it('is a box in its pixels, however it was turned', () => {
    const operations: readonly Operation[] = [
      { op: 'turn', degrees: 90 },
      { op: 'extract', left: 10, top: 20, width: 30, height: 40 },
      { op: 'resize', width: 15, height: 20 },
    ];
    expect(seenOf(operations, followCanvas(start, operations))).toEqual({
      left: 20,
      top: 20,
      width: 40,
      height: 30,
    });
  });

  it('has no margins', () => {
    const operations: readonly Operation[] = [
      { op: 'extend', left: 9, top: 9, right: 9, bottom: 9, color: clear },
    ];
    expect(seenOf(operations, followCanvas(start, operations))).toEqual({
      left: 0,
      top: 0,
      width: 100,
      height: 60,
    });
  });
});
