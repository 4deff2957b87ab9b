import { describe, expect, it } from 'vitest';
import type { Operation, Rgba } from '../../src/ops/operation.ts';
import { decodeFirst, engine, paint, type Paint, signal } from './pictures.ts';

const measure = async (
  width: number,
  height: number,
  color: Paint,
  options: {
    readonly threshold?: number;
    readonly color?: Rgba;
    readonly operations?: readonly Operation[];
  } = {},
) => {
  const image = await engine.open(await paint(width, height, color), signal);
  const { operations = [], ...rest } = options;
  const source = { kind: 'original', index: 0, decode: decodeFirst } as const;
  const picture = { source, operations };
  const found = await image.measure({ kind: 'content', picture, threshold: 10, ...rest }, signal);
  return found.kind === 'content' ? found.box : undefined;
};

const inside = (x: number, y: number): boolean => x >= 7 && x < 20 && y >= 3 && y < 12;

describe('measuring content', () => {
  it('finds the box of what differs from the top left pixel', async () => {
    const box = await measure(30, 20, (x, y) => (inside(x, y) ? [10, 10, 10] : [250, 250, 250]));
    expect(box).toEqual({ left: 7, top: 3, width: 13, height: 9 });
  });

  it('finds a single pixel', async () => {
    const box = await measure(30, 20, (x, y) => (x === 29 && y === 19 ? [0, 0, 0] : [250, 250, 250]));
    expect(box).toEqual({ left: 29, top: 19, width: 1, height: 1 });
  });

  it('answers an empty box when all is background', async () => {
    expect(await measure(30, 20, () => [9, 9, 9])).toMatchObject({ width: 0, height: 0 });
  });

  it('takes differences up to the threshold for background', async () => {
    const faint: Paint = (x, y) => (inside(x, y) ? [240, 250, 250] : [250, 250, 250]);
    expect(await measure(30, 20, faint, { threshold: 10 })).toMatchObject({ width: 0, height: 0 });
    expect(await measure(30, 20, faint, { threshold: 9 })).toMatchObject({ left: 7, top: 3 });
  });

  it('goes by a given colour', async () => {
    const color = { r: 255, g: 255, b: 255, alpha: 1 };
    const box = await measure(30, 20, (x, y) => (inside(x, y) ? [255, 255, 255] : [0, 0, 0]), { color });
    expect(box).toEqual({ left: 0, top: 0, width: 30, height: 20 });
  });

  it('counts alpha, and no colour that is hidden', async () => {
    const box = await measure(30, 20, (x, y) => (inside(x, y) ? [90, 90, 90, 255] : [x * 8, y * 12, 0, 0]));
    expect(box).toEqual({ left: 7, top: 3, width: 13, height: 9 });
  });

  it('looks at the picture after the operations', async () => {
    const operations: Operation[] = [{ op: 'turn', degrees: 90 }];
    const box = await measure(30, 20, (x, y) => (inside(x, y) ? [0, 0, 0] : [250, 250, 250]), { operations });
    expect(box).toEqual({ left: 8, top: 7, width: 9, height: 13 });
  });
});
