/** Effects on regions and shapes: what they come to in operations, and what they refuse. */
import { describe, expect, it } from 'vitest';
import { operationsOf, refusalOf, sizeOf } from './plan-of.ts';

const picture = { size: '200x100' } as const;

describe('the region of e_blur_region and e_pixelate_region', () => {
  const within = (left: number, top: number, width: number, height: number) => ({
    op: 'within',
    left,
    top,
    width,
    height,
  });

  it.each([
    ['x_40,y_50,w_30,h_20', within(40, 50, 30, 20)],
    ['x_0.2,y_0.5,w_0.15,h_0.2', within(40, 50, 30, 20)],
    ['y_0.75', within(0, 75, 200, 25)],
    ['h_40,y_20', within(0, 20, 200, 40)],
    ['x_10,y_20', within(10, 20, 190, 80)],
    ['x_-10,y_90,w_30,h_500', within(0, 90, 20, 10)],
  ])('%s is cut to the picture', (region, box) => {
    expect(operationsOf(`e_blur_region:600,${region}`, picture)).toEqual([
      { ...box, effect: { op: 'blur', sigma: 12 } },
    ]);
    expect(operationsOf(`e_pixelate_region:7,${region}`, picture)).toEqual([
      { ...box, effect: { op: 'pixelate', size: 7 } },
    ]);
  });

  it('is the whole picture when nothing is said', () => {
    expect(operationsOf('e_blur_region', picture)).toEqual([{ op: 'blur', sigma: 2 }]);
    expect(operationsOf('e_pixelate_region', picture)).toEqual([{ op: 'pixelate', size: 20 }]);
  });

  it('scales with dpr_, and so does the strength', () => {
    expect(operationsOf('e_blur_region:100,x_10,y_20,w_30,h_20/dpr_2.0', picture)).toEqual([
      { ...within(20, 40, 60, 40), effect: { op: 'blur', sigma: 4 } },
    ]);
  });

  it('takes its sides for itself, and the squares are smaller in a small region', () => {
    expect(operationsOf('e_pixelate_region,x_0,y_0,w_60,h_30', picture)).toEqual([
      { ...within(0, 0, 60, 30), effect: { op: 'pixelate', size: 6 } },
    ]);
  });

  it('is refused where nothing of it lies in the picture', () => {
    const refused = refusalOf('e_blur_region,x_200', picture);
    expect(refused).toMatchObject({ code: 'output.empty' });
    expect(refused.message).toContain('200x100');
  });

  it.each(['g_ocr_text', 'g_cat'])('is refused by name with %s', (gravity) => {
    expect(refusalOf(`e_pixelate_region:5,${gravity}`, picture)).toMatchObject({ code: 'url.unsupported' });
  });
});

describe('e_shear', () => {
  it.each([
    ['e_shear:45:0', '300x100'],
    ['e_shear:0:45', '200x300'],
    ['e_shear:-45:0', '300x100'],
    ['e_shear:20.0:0.0', '236x100'],
    ['e_shear:180:0', '200x100'],
  ])('%s is %s', (chain, size) => {
    expect(sizeOf(chain, picture)).toBe(size);
  });

  it('is refused where the picture would have no end, or be too large', () => {
    expect(refusalOf('e_shear:90:0', picture)).toMatchObject({ code: 'output.too-large' });
    expect(refusalOf('e_shear:0:-270', picture)).toMatchObject({ code: 'output.too-large' });
    expect(refusalOf('e_shear:89.9:0', picture)).toMatchObject({ code: 'output.too-large' });
  });
});

describe('levels', () => {
  it('may come to nothing', () => {
    expect(operationsOf('e_vignette:0', picture)).toEqual([]);
  });

  it('of e_tilt_shift are of the height', () => {
    expect(operationsOf('e_tilt_shift:50', picture)).toEqual([{ op: 'tilt-shift', sigma: 2 }]);
    expect(operationsOf('w_400/e_tilt_shift:50', picture).at(-1)).toEqual({ op: 'tilt-shift', sigma: 4 });
  });
});
