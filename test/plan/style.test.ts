/** Corners, borders, angles, opacity and backgrounds: what they come to in operations, and in which order. */
import { describe, expect, it } from 'vitest';
import { operationsOf, sizeOf, stepsOf } from './plan-of.ts';

const picture = { size: '200x100' } as const;

describe('r_', () => {
  it.each([
    ['r_20', [20, 20, 20, 20]],
    ['r_20:0', [20, 0, 20, 0]],
    ['r_20:0:40', [20, 0, 40, 0]],
    ['r_20:0:40:10', [20, 0, 40, 10]],
    ['r_80', [50, 50, 50, 50]],
    ['r_max:0', [50, 0, 50, 0]],
    ['r_max', 'ellipse'],
  ])('%s rounds in the order of CSS, up to half the short side: %j', (chain, corners) => {
    expect(operationsOf(chain, picture)).toEqual([{ op: 'round-corners', corners }]);
  });

  it('changes nothing with 0', () => {
    expect(operationsOf('r_0', picture)).toEqual([]);
    expect(operationsOf('r_0:0:0:0', picture)).toEqual([]);
  });

  it('comes after the crop of its component, and scales with dpr_', () => {
    expect(operationsOf('r_10,w_100/dpr_2.0', { size: '400x400' })).toEqual([
      { op: 'resize', width: 200, height: 200 },
      { op: 'round-corners', corners: [20, 20, 20, 20] },
    ]);
  });
});

describe('bo_', () => {
  const red = { r: 255, g: 0, b: 0, alpha: 1 };

  it('grows the picture on every side', () => {
    expect(operationsOf('bo_5px_solid_red', picture)).toEqual([
      { op: 'extend', left: 5, top: 5, right: 5, bottom: 5, color: red },
    ]);
  });

  it('follows the rounded shape of its own component', () => {
    const operations = operationsOf('r_20,bo_5px_solid_red', picture);
    expect(operations).toMatchObject([
      { op: 'round-corners', corners: [20, 20, 20, 20] },
      { op: 'extend', left: 5, top: 5, right: 5, bottom: 5, color: { alpha: 0 } },
      { op: 'underlay', color: red, corners: [25, 25, 25, 25] },
    ]);
    expect(operationsOf('bo_5px_solid_red,r_max', picture).at(-1)).toMatchObject({ corners: 'ellipse' });
    expect(operationsOf('r_20:0,bo_5px_solid_red', picture).at(-1)).toMatchObject({
      corners: [25, 0, 25, 0],
    });
  });

  it('is a plain frame around a picture that an earlier component has rounded', () => {
    expect(stepsOf('r_20/bo_5px_solid_red', picture)).toBe('round-corners, extend 5,5,5,5');
  });
});

describe('a_', () => {
  it.each([
    ['a_90', 'turn 90', '100x200'],
    ['a_180', 'turn 180', '200x100'],
    ['a_-90', 'turn 270', '100x200'],
    ['a_450', 'turn 90', '100x200'],
    ['a_360', '', '200x100'],
    ['a_hflip', 'flip horizontal', '200x100'],
    ['a_vflip', 'flip vertical', '200x100'],
    ['a_vflip.90', 'flip vertical, turn 90', '100x200'],
    ['a_45', 'rotate 45', '212x212'],
    ['a_-45', 'rotate 315', '212x212'],
    ['a_30', 'rotate 30', '223x187'],
    ['a_ignore', '', '200x100'],
    ['a_exif', '', '200x100'],
  ])('%s is "%s", and the picture %s', (chain, steps, size) => {
    expect(stepsOf(`${chain}/f_webp`, picture)).toBe(steps);
    expect(sizeOf(`${chain}/f_webp`, picture)).toBe(size);
  });

  it('scales a picture of more than 3000 pixels down before it resamples, but not before quarter turns', () => {
    expect(stepsOf('a_10', { size: '6000x3000' })).toMatch(/^resize 3000x1500, rotate 10$/u);
    expect(stepsOf('a_90', { size: '6000x3000' })).toBe('turn 90');
    expect(stepsOf('a_10', { size: '9000x1' })).toMatch(/^resize 3000x1, /u);
  });

  it.each([
    ['c_fill,w_100,h_200,a_auto_right', '400x200', 'turn 90, resize 100x200'],
    ['c_fill,w_100,h_200,a_auto_left', '400x200', 'turn 270, resize 100x200'],
    ['c_fill,w_100,h_200,a_auto_right', '200x400', 'resize 100x200'],
    ['c_fill,w_200,h_100,a_auto_right', '200x400', 'turn 90, resize 200x100'],
    ['c_fill,ar_1:2,w_50,a_auto_left', '400x200', 'turn 270, resize 50x100'],
    ['c_fill,w_100,h_100,a_auto_right', '400x200', 'resize 200x100, extract 100x100+50+0'],
    ['w_100,a_auto_right', '400x200', 'resize 100x50'],
  ])('%s of %s turns before the crop, and only when the shapes differ: %s', (chain, size, steps) => {
    expect(stepsOf(chain, { size })).toBe(steps);
  });

  it('turns after the crop of its component otherwise', () => {
    expect(stepsOf('a_90,c_scale,w_100', picture)).toBe('resize 100x50, turn 90');
  });
});

describe('EXIF orientation', () => {
  it.each([1, 2, 3, 4] as const)('%d keeps the sides', (orientation) => {
    expect(sizeOf('w_100', { ...picture, orientation })).toBe('100x50');
  });

  it.each([5, 6, 7, 8] as const)('%d swaps them, unless a_ignore says otherwise', (orientation) => {
    expect(sizeOf('w_100', { ...picture, orientation })).toBe('100x200');
    expect(sizeOf('w_100/a_ignore', { ...picture, orientation })).toBe('100x50');
    expect(sizeOf('w_100/a_exif', { ...picture, orientation })).toBe('100x200');
  });
});

describe('o_ and b_', () => {
  it('make translucent, and lay a colour under', () => {
    expect(operationsOf('o_40', picture)).toEqual([{ op: 'opacity', factor: 0.4 }]);
    expect(operationsOf('o_100', picture)).toEqual([]);
    expect(operationsOf('b_rgb:00f', { ...picture, alpha: true })).toEqual([
      { op: 'underlay', color: { r: 0, g: 0, b: 255, alpha: 1 } },
    ]);
    expect(operationsOf('b_transparent', { ...picture, alpha: true })).toEqual([]);
  });

  it('fill the margins of a padded picture, and what shows through it', () => {
    const navy = { r: 0, g: 0, b: 128, alpha: 1 };
    expect(operationsOf('c_pad,w_200,h_200,b_navy', picture)).toEqual([
      { op: 'extend', left: 0, top: 50, right: 0, bottom: 50, color: navy },
    ]);
    expect(operationsOf('c_pad,w_200,h_200,b_navy', { ...picture, alpha: true }).at(-1)).toEqual({
      op: 'underlay',
      color: navy,
    });
  });
});

describe('the order within a component', () => {
  it('is fixed: crop, angle, effect, radius, border, background, opacity', () => {
    const chain = 'b_blue,bo_2px_solid_red,o_50,r_5,e_negate,a_90,c_scale,w_100';
    expect(stepsOf(chain, { ...picture, alpha: true })).toBe(
      'resize 100x50, turn 90, linear, round-corners, extend 2,2,2,2, underlay, underlay, opacity',
    );
  });

  it('is that of the URL between components', () => {
    expect(stepsOf('o_50/e_negate/a_90/c_scale,w_50', picture)).toBe(
      'opacity, linear, turn 90, resize 50x100',
    );
  });

  it('applies the last of two effects only', () => {
    expect(stepsOf('e_blur,e_negate', picture)).toBe('linear');
    expect(stepsOf('e_blur/e_negate', picture)).toBe('blur, linear');
  });
});
