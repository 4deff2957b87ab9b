/** The golden's eyes are not red: that red goes, and that nothing else does, is held here. */
import { describe, expect, it } from 'vitest';
import { removeRedeye } from '../../../src/pixel/kernels/redeye.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';

const paint = (colors: readonly (readonly number[])[]): RawPicture => ({
  data: Uint8Array.from(colors.flat()),
  width: colors.length,
  height: 1,
  channels: colors[0]?.length === 4 ? 4 : 3,
});

const within = (width: number) => [{ left: 0, top: 0, width, height: 1 }];

describe('red eyes', () => {
  it.each([
    ['a pupil lit by a flash', [200, 40, 50], [45, 40, 50]],
    ['a dark one', [110, 20, 20], [20, 20, 20]],
    ['light skin', [240, 190, 165], [240, 190, 165]],
    ['dark skin', [110, 70, 52], [110, 70, 52]],
    ['dark skin by the light of lamps', [126, 79, 44], [126, 79, 44]],
    ['the shade of a lid', [44, 26, 11], [44, 26, 11]],
    ['made up lids', [108, 64, 32], [108, 64, 32]],
    ['a pupil that the flash has lit brightly', [230, 90, 70], [80, 90, 70]],
    ['a grey iris', [90, 95, 100], [90, 95, 100]],
    ['black', [0, 0, 0], [0, 0, 0]],
  ])('%s', (_, before, after) => {
    expect([...removeRedeye(paint([before]), within(1)).data]).toEqual(after);
  });

  it('are left alone outside of the boxes, and keep their alpha within', () => {
    const red = [200, 40, 50, 77];
    expect([...removeRedeye(paint([red, red]), within(1)).data]).toEqual([45, 40, 50, 77, ...red]);
  });
});
