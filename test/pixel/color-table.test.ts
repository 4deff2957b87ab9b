import { describe, expect, it } from 'vitest';
import { readColorTable } from '../../src/pixel/color-table-file.ts';
import { applyColorTable } from '../../src/pixel/kernels/color-table.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const apply = (table: string, ...pixel: readonly number[]): readonly number[] => {
  const channels = pixel.length === 4 ? 4 : 3;
  const picture = { data: Uint8Array.from(pixel), width: 1, height: 1, channels } as const;
  return [...applyColorTable(picture, readColorTable(encode(table))).data];
};

const cube = (
  size: number,
  color: (r: number, g: number, b: number) => readonly number[],
  head = '',
): string => {
  const steps = Array.from({ length: size }, (_, index) => index / (size - 1));
  const lines = steps.flatMap((b) => steps.flatMap((g) => steps.map((r) => color(r, g, b).join(' '))));
  return [`# a comment`, `TITLE "t"`, `LUT_3D_SIZE ${size}`, head, ...lines, ''].join('\n');
};

const threeDl = (size: number, color: (r: number, g: number, b: number) => readonly number[]): string => {
  const steps = Array.from({ length: size }, (_, index) => index / (size - 1));
  const lines = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => color(r, g, b).join(' '))));
  return [steps.map((step) => Math.round(step * 1023)).join(' '), ...lines].join('\r\n');
};

describe('a table of colours', () => {
  it('changes nothing when it is the identity, between its entries as well', () => {
    for (const pixel of [
      [0, 0, 0],
      [255, 255, 255],
      [13, 200, 77],
      [255, 1, 128],
    ]) {
      expect(
        apply(
          cube(5, (...color) => color),
          ...pixel,
        ),
      ).toEqual(pixel);
    }
  });

  it('has red run fastest in .cube, and blue in .3dl', () => {
    expect(
      apply(
        cube(3, (r, g, b) => [b, r, g]),
        255,
        0,
        51,
      ),
    ).toEqual([51, 255, 0]);
    const turned = threeDl(3, (r, g, b) => [b, r, g].map((value) => Math.round(value * 4095)));
    expect(apply(turned, 255, 0, 51)).toEqual([51, 255, 0]);
  });

  it('covers the domain that it names, and never touches alpha', () => {
    const wide = cube(2, (r, g, b) => [r, g, b], 'DOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2');
    expect(apply(wide, 255, 128, 0, 99)).toEqual([128, 64, 0, 99]);
  });

  it('stays within what a byte holds', () => {
    expect(
      apply(
        cube(2, (r, g, b) => [r * 3 - 1, g * 3 - 1, b]),
        255,
        0,
        9,
      ),
    ).toEqual([255, 0, 9]);
  });

  it.each([
    ['nothing', ''],
    ['prose', 'this is no table'],
    ['too few colours', 'LUT_3D_SIZE 2\n0 0 0\n1 1 1'],
    ['a size out of range', 'LUT_3D_SIZE 1000\n0 0 0'],
    ['one dimension', 'LUT_1D_SIZE 2\n0 0 0\n1 1 1'],
    ['half a colour', cube(2, (r) => [r])],
    ['letters', cube(2, () => ['1', 'x', '0'] as never)],
  ])('refuses %s', (_, text) => {
    expect(() => readColorTable(encode(text))).toThrow(/The table of colours is damaged/u);
  });
});
