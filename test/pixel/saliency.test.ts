/** What draws the eye, in pictures where that is plain. */
import { describe, expect, it } from 'vitest';
import { readLevels, type Saliency } from '../../src/ops/saliency.ts';
import type { RawPicture } from '../../src/pixel/raw-picture.ts';
import { findSaliency } from '../../src/pixel/saliency/find-saliency.ts';
import { decodeFirst, engine, paint, signal } from './pictures.ts';

type Color = readonly number[];

const draw = (width: number, height: number, colorAt: (x: number, y: number) => Color): RawPicture => {
  const channels = colorAt(0, 0).length === 4 ? 4 : 3;
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => {
    const pixel = Math.floor(at / channels);
    return colorAt(pixel % width, Math.floor(pixel / width))[at % channels] ?? 0;
  });
  return { data, width, height, channels };
};

const isIn = (x: number, y: number): boolean => Math.hypot(x - 40, y - 30) < 12;
const red = [200, 30, 40] as const;
const green = [90, 140, 90] as const;
const blob = draw(120, 80, (x, y) => (isIn(x, y) ? red : green));

const meanWhere = ({ width, values }: Saliency, isCounted: (x: number, y: number) => boolean): number => {
  const counted = [...values].filter((_, at) => isCounted(at % width, Math.floor(at / width)));
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
};

describe('saliency', () => {
  it('is nothing in a picture of one colour', () => {
    expect(Math.max(...findSaliency(draw(60, 40, () => [10, 120, 200])).values)).toBeLessThan(80);
  });

  it('is high where one thing stands out, and low around it', () => {
    const found = findSaliency(blob);
    expect(meanWhere(found, isIn)).toBeGreaterThan(170);
    expect(meanWhere(found, (x, y) => Math.hypot(x - 40, y - 30) > 25)).toBeLessThan(60);
  });

  it('finds what touches the border too', () => {
    const found = findSaliency(draw(120, 80, (x, y) => (x < 25 && y > 30 && y < 60 ? red : green)));
    expect(meanWhere(found, (x, y) => x < 25 && y > 30 && y < 60)).toBeGreaterThan(
      2 * meanWhere(found, (x) => x > 60),
    );
  });

  it('is mirrored with the picture', () => {
    const { width, height } = blob;
    const mirrored = draw(width, height, (x, y) => (isIn(width - 1 - x, y) ? red : green));
    const [there, here] = [findSaliency(mirrored).values, findSaliency(blob).values];
    const differences = [...here].map((value, at) => {
      const x = at % width;
      return Math.abs(value - there[at - x + (width - 1 - x)]!);
    });
    expect(Math.max(...differences)).toBeLessThanOrEqual(2);
  });

  it('is nothing where the picture is transparent', () => {
    const found = findSaliency(
      draw(60, 40, (x, y) => (x < 30 ? [255, 255, 255, 255] : [(x * 37) % 255, (y * 91) % 255, 0, 0])),
    );
    expect(meanWhere(found, (x) => x > 31)).toBeLessThan(meanWhere(found, (x) => x < 29));
    expect(Math.max(...[...found.values].filter((_, at) => at % 60 > 31))).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 1],
    [1, 9],
    [2, 2],
    [160, 1],
    [3, 160],
  ])('exists for a picture of %i x %i', (width, height) => {
    const found = findSaliency(draw(width, height, (x, y) => [(x * 40) % 256, (y * 70) % 256, 128]));
    expect(found.values).toHaveLength(width * height);
  });
});

describe('measuring it', () => {
  it('answers a coarse map of the upright original', async () => {
    const image = await engine.open(
      await paint(400, 200, (x) => (x > 300 ? [220, 20, 20] : [40, 60, 40])),
      signal,
    );
    const measured = await image.measure({ kind: 'saliency', index: 0, decode: decodeFirst }, signal);
    expect(measured).toMatchObject({ kind: 'saliency', width: 80, height: 40 });
    const map = readLevels(measured.kind === 'saliency' ? measured : { width: 0, height: 0, levels: '' })!;
    expect(meanWhere(map, (x) => x > 62)).toBeGreaterThan(meanWhere(map, (x) => x < 50));
  });

  it('has a map for the smallest picture', async () => {
    const image = await engine.open(await paint(1, 1, () => [9, 9, 9]), signal);
    const measured = await image.measure({ kind: 'saliency', index: 0, decode: decodeFirst }, signal);
    expect(measured).toMatchObject({ width: 1, height: 1 });
  });
});
