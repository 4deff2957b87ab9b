/** What a picture is judged by: tiles that are as plain and as busy as the picture is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTiles } from '../../../src/pixel/quality/choose-tiles.ts';
import { takeSample } from '../../../src/pixel/quality/sample.ts';
import { formulas } from './formulas.ts';

/** Grey, with stripes right of three quarters of it. */
const mostlyPlain = formulas.paint(768, 512, 3, (x) => (x < 576 ? 128 : (x & 1) * 200));

describe('the sample of a picture', () => {
  it('has plain and busy tiles in the proportion of the whole', () => {
    const tiles = chooseTiles(mostlyPlain, 96, 12);
    expect(tiles?.map(({ left }) => left >= 576)).toEqual([...Array(9).fill(false), ...Array(3).fill(true)]);
  });

  it('stays within the picture, and is at most half of it where it is not all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 113, max: 900 }), fc.integer({ min: 113, max: 900 }), (width, height) => {
        const picture = { data: new Uint8Array(width * height * 3), width, height, channels: 3 } as const;
        const sample = takeSample(picture);
        const area = (sample?.picture.width ?? 0) * (sample?.picture.height ?? 0);
        const tiling = sample?.tiling;
        expect(area * (tiling?.times ?? 1)).toBeCloseTo(width * height, 3);
        if (tiling) expect(area).toBeLessThanOrEqual((width * height) / 2);
        for (const { left, top } of chooseTiles(picture, 96, 9) ?? []) {
          expect(left + 96).toBeLessThanOrEqual(width);
          expect(top + 96).toBeLessThanOrEqual(height);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows grey where the picture can be seen through', () => {
    const clear = formulas.paint(160, 120, 4, (_x, _y, channel) => (channel === 3 ? 0 : 255));
    expect(new Set(takeSample(clear)?.picture.data)).toEqual(new Set([128]));
  });

  it('is not taken of what is too narrow to be judged', () => {
    expect(takeSample(formulas.paint(600, 100, 3, () => 7))).toBeUndefined();
  });
});
