/** What a crop keeps, given what matters: on maps that are made up, where the right answer is plain. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attention, Subject } from '../../src/ops/attention.ts';
import { chooseCloseUp, chooseRoomy, chooseWindow } from '../../src/ops/choose-window.ts';
import type { Box } from '../../src/ops/operation.ts';
import { carrySaliency, readLevels, type Saliency, writeLevels } from '../../src/ops/saliency.ts';

const canvas = { width: 400, height: 200 };

/** One blob in a grid of 40 x 20. */
const blobAt = (column: number, row: number, radius = 3): Saliency => ({
  width: 40,
  height: 20,
  values: Uint8Array.from({ length: 800 }, (_, at) =>
    Math.hypot((at % 40) - column, Math.floor(at / 40) - row) <= radius ? 255 : 0,
  ),
});

const attend = (saliency?: Saliency, subjects: readonly Subject[] = []): Attention => ({
  ...(saliency && { saliency }),
  subjects,
  thirds: true,
});

const face = (x: number, y: number, size: number): Subject => ({
  ...{ x, y, width: size / 2, height: size, weight: 1, kind: 'face' },
});

const holds = (box: Box, x: number, y: number): boolean =>
  x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height;

describe('a window', () => {
  it('holds what draws the eye, wherever that is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 0, max: 19 }), (column, row) => {
        const box = chooseWindow(attend(blobAt(column, row)), canvas, { width: 150, height: 150 });
        expect(holds(box, column * 10 + 5, row * 10 + 5), JSON.stringify(box)).toBe(true);
      }),
    );
  });

  it('shows what draws the eye when it is too small for it, and no empty corner', () => {
    const box = chooseWindow(attend(blobAt(28, 8, 6)), canvas, { width: 30, height: 30 });
    expect(holds({ left: 220, top: 20, width: 120, height: 120 }, box.left, box.top)).toBe(true);
  });

  it('lies inside the picture, in whole pixels and of the size that was asked for', () => {
    const side = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 39 }), (width, height, w, h, column) => {
        const size = { width: Math.min(w, width), height: Math.min(h, height) };
        const box = chooseWindow(attend(blobAt(column, 9)), { width, height }, size);
        expect(box).toMatchObject(size);
        expect(Number.isInteger(box.left) && Number.isInteger(box.top)).toBe(true);
        expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(width);
        expect(box.top + box.height).toBeLessThanOrEqual(height);
      }),
    );
  });

  it('is in the middle of the width when nothing speaks for any place', () => {
    expect(chooseWindow(attend(), canvas, { width: 100, height: 200 })).toMatchObject({ left: 150, top: 0 });
    const flat = { width: 4, height: 2, values: new Uint8Array(8) };
    expect(chooseWindow(attend(flat), canvas, { width: 100, height: 200 })).toMatchObject({ left: 150 });
  });

  it('holds a face rather than what else draws the eye, and does not cut it', () => {
    const box = chooseWindow(attend(blobAt(4, 10, 4), [face(0.8, 0.3, 0.3)]), canvas, {
      width: 110,
      height: 200,
    });
    expect(box.left).toBeLessThanOrEqual(320);
    expect(box.left + box.width).toBeGreaterThanOrEqual(380);
  });

  it('leaves out what is to be avoided', () => {
    const left = { ...face(0.1, 0.3, 0.3), weight: -1 };
    expect(chooseWindow(attend(undefined, [left]), canvas, { width: 200, height: 200 }).left).toBeGreaterThan(
      90,
    );
  });

  it('puts a small subject on a third, and in the middle without that rule', () => {
    const subjects: readonly Subject[] = [{ ...face(0.49, 0.4, 0.02), kind: 'area', height: 0.04 }];
    const middleOf = (thirds: boolean): number => {
      const box = chooseWindow({ subjects, thirds }, canvas, { width: 200, height: 200 });
      return (198 - box.left) / box.width;
    };
    expect(Math.abs(middleOf(false) - 0.5)).toBeLessThan(0.05);
    expect(Math.abs(middleOf(true) - 0.5)).toBeGreaterThan(0.1);
  });
});

describe('a close-up', () => {
  const areaFor = (keep: number): number => {
    const box = chooseCloseUp(attend(blobAt(20, 10)), canvas, {
      largest: { width: 200, height: 200 },
      smallest: 0.2,
      keep,
    });
    expect(holds(box, 205, 105)).toBe(true);
    return box.width * box.height;
  };

  it('keeps more of the picture the higher the number, and all it can at 100', () => {
    const areas = [0, 25, 50, 75, 100].map(areaFor);
    expect(areas).toEqual(areas.toSorted((a, b) => a - b));
    expect(areas[0]).toBeLessThan(areas[4]!);
    expect(areas[4]).toBe(200 * 200);
  });

  it('is never smaller than it may be', () => {
    const box = chooseCloseUp(attend(blobAt(20, 10)), canvas, {
      largest: { width: 200, height: 200 },
      smallest: 0.6,
      keep: 0,
    });
    expect(box.width).toBeGreaterThanOrEqual(120);
  });
});

describe('a roomy crop', () => {
  it('is the crop itself where nothing is lost', () => {
    const least = { width: 200, height: 200 };
    expect(chooseRoomy(attend(blobAt(20, 10)), canvas, least)).toMatchObject(least);
  });

  it('takes as much more as it needs to keep both faces', () => {
    const box = chooseRoomy(attend(undefined, [face(0.1, 0.3, 0.2), face(0.7, 0.3, 0.2)]), canvas, {
      width: 100,
      height: 200,
    });
    expect(box.width).toBeGreaterThan(240);
    expect(box.width).toBeLessThan(400);
    expect(box.height).toBe(200);
  });
});

describe('a map as it is kept', () => {
  it('is one printable letter for each cell, and read again to within a step', () => {
    const saliency = { width: 16, height: 16, values: Uint8Array.from({ length: 256 }, (_, at) => at) };
    const kept = writeLevels(saliency);
    expect(kept.levels).toMatch(/^[0-o]{256}$/u);
    for (const [at, value] of readLevels(kept)!.values.entries()) {
      expect(Math.abs(value - at)).toBeLessThanOrEqual(3);
    }
  });

  it.each([
    { width: 2, height: 2, levels: '000' },
    { width: 2, height: 1, levels: '0é' },
    { width: 0, height: 0, levels: '' },
  ])('is not read from %o', (kept) => {
    expect(readLevels(kept)).toBeUndefined();
  });

  it('is carried along: a mirrored picture has the mirrored map', () => {
    const mirror = { a: -1, b: 0, c: 0, d: 1, e: 400, f: 0 };
    const carried = carrySaliency(blobAt(4, 10), canvas, mirror, canvas)!;
    const box = chooseWindow(attend(carried), canvas, { width: 100, height: 200 });
    expect(holds(box, 355, 105)).toBe(true);
  });
});
