/** Where a crop is taken and a picture is put: gravity, and the direction in which x and y count with each. */
import { describe, expect, it } from 'vitest';
import { refusalOf, stepsOf } from './plan-of.ts';

const picture = { size: '1000x800' } as const;

/** The corner of a 200x100 crop of 1000x800: without an offset, and with x_30,y_20. */
const places: readonly (readonly [gravity: string, plain: string, offset: string])[] = [
  ['north_west', '+0+0', '+30+20'],
  ['north', '+400+0', '+430+20'],
  ['north_east', '+800+0', '+770+20'],
  ['west', '+0+350', '+30+370'],
  ['center', '+400+350', '+430+370'],
  ['east', '+800+350', '+770+370'],
  ['south_west', '+0+700', '+30+680'],
  ['south', '+400+700', '+430+680'],
  ['south_east', '+800+700', '+770+680'],
];

describe('c_crop', () => {
  it.each(places)('g_%s cuts at %s, and with x_30,y_20 at %s', (gravity, plain, offset) => {
    const chain = `c_crop,g_${gravity},w_200,h_100`;
    expect(stepsOf(chain, picture)).toBe(`extract 200x100${plain}`);
    expect(stepsOf(`${chain},x_30,y_20`, picture)).toBe(`extract 200x100${offset}`);
  });

  it.each([
    ['c_crop,w_200,h_100', 'extract 200x100+400+350'],
    ['c_crop,w_200,h_100,x_30,y_20', 'extract 200x100+30+20'],
    ['c_crop,w_200,h_100,x_30', 'extract 200x100+30+0'],
    ['c_crop,w_200,h_100,y_20', 'extract 200x100+0+20'],
    ['c_crop,w_200,h_100,x_0', 'extract 200x100+0+0'],
    ['c_crop,w_200,h_100,x_0.5,y_0.25', 'extract 200x100+500+200'],
    ['c_crop,g_xy_center,w_200,h_100,x_500,y_400', 'extract 200x100+400+350'],
    ['c_crop,g_xy_center,w_200,h_100,x_0.1,y_0.5', 'extract 200x100+0+350'],
    ['c_crop,x_100,y_50', 'extract 900x750+100+50'],
    ['c_crop,w_0.5,h_0.5,x_0.25,y_0.25', 'extract 500x400+250+200'],
  ])('%s is %s', (chain, steps) => {
    expect(stepsOf(chain, picture)).toBe(steps);
  });

  it('is clamped to the picture', () => {
    expect(stepsOf('c_crop,w_200,h_100,x_900,y_750', picture)).toBe('extract 100x50+900+750');
    expect(stepsOf('c_crop,w_200,h_100,x_-150,y_0', picture)).toBe('extract 50x100+0+0');
    expect(stepsOf('c_crop,g_xy_center,w_200,h_100,x_0,y_0', picture)).toBe('extract 100x50+0+0');
    expect(stepsOf('c_crop,w_2000,h_100', picture)).toBe('extract 1000x100+0+350');
  });

  it.each(['x_1000', 'y_800', 'x_-200', 'g_east,x_1000', 'g_xy_center,x_-100,y_10'])(
    'is refused when nothing is left: %s',
    (offset) => {
      const { code, message } = refusalOf(`c_crop,w_200,h_100,${offset}`, picture);
      expect(code).toBe('output.empty');
      expect(message).toMatch(/1000x800/u);
    },
  );
});

describe('c_fill', () => {
  it.each([
    ['north_west', '+0+0'],
    ['north', '+75+0'],
    ['west', '+0+0'],
    ['center', '+75+0'],
    ['east', '+150+0'],
    ['south_east', '+150+0'],
  ])('g_%s keeps the part at %s', (gravity, at) => {
    expect(stepsOf(`c_fill,g_${gravity},w_600,h_600`, picture)).toBe(`resize 750x600, extract 600x600${at}`);
  });

  it('moves by x and y, and stops at the edge', () => {
    expect(stepsOf('c_fill,w_600,h_600,x_20', picture)).toBe('resize 750x600, extract 600x600+95+0');
    expect(stepsOf('c_fill,g_east,w_600,h_600,x_20', picture)).toBe('resize 750x600, extract 600x600+130+0');
    expect(stepsOf('c_fill,w_600,h_600,x_500', picture)).toBe('resize 750x600, extract 600x600+150+0');
  });

  it('takes xy_center in pixels of the picture before it was scaled', () => {
    const chain = 'c_fill,g_xy_center,w_300,h_300';
    expect(stepsOf(`${chain},x_500,y_400`, picture)).toBe('resize 375x300, extract 300x300+38+0');
    expect(stepsOf(`${chain},x_0,y_400`, picture)).toBe('resize 375x300, extract 300x300+0+0');
    expect(stepsOf(`${chain},x_1.0,y_0.5`, picture)).toBe('resize 375x300, extract 300x300+75+0');
  });
});

describe('c_pad', () => {
  it.each([
    ['north_west', '0,0,0,200'],
    ['north', '0,0,0,200'],
    ['center', '0,100,0,100'],
    ['south', '0,200,0,0'],
    ['south_east', '0,200,0,0'],
  ])('g_%s leaves margins of %s', (gravity, margins) => {
    expect(stepsOf(`c_pad,g_${gravity},w_1000,h_1000`, picture)).toBe(`extend ${margins}`);
  });

  it.each([
    ['c_lpad,g_north_west,w_1200,h_1000,x_10,y_20', 'extend 10,20,190,180'],
    ['c_lpad,g_south_east,w_1200,h_1000,x_10,y_20', 'extend 190,180,10,20'],
    ['c_lpad,g_north_east,w_1200,h_1000,x_10,y_20', 'extend 190,20,10,180'],
    ['c_mpad,g_west,w_1200,h_1000', 'extend 0,100,200,100'],
    ['c_lpad,g_west,w_1200,h_1000,x_-50', 'extract 950x800+50+0, extend 0,100,250,100'],
  ])('%s is %s', (chain, steps) => {
    expect(stepsOf(chain, picture)).toBe(steps);
  });

  it('is refused when x and y move the picture off the canvas', () => {
    expect(refusalOf('c_lpad,w_1200,h_1000,x_5000', picture).code).toBe('output.empty');
  });
});
