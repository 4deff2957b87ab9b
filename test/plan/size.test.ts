/** Sizes: what Cloudinary documents or was observed to answer, per crop mode. */
import { describe, expect, it } from 'vitest';
import { sizeOf, stepsOf } from './plan-of.ts';

type Case = readonly [chain: string, original: string, result: string];

describe('rounding is to the nearest pixel, as observed', () => {
  it.each<Case>([
    ['w_640', '639x960', '640x962'],
    ['w_450', '640x426', '450x300'],
    ['w_3840', '6667x5000', '3840x2880'],
    ['c_limit,w_1140,h_496', '3264x2445', '662x496'],
    ['h_1', '4000x3', '1333x1'],
    ['w_1', '3x4000', '1x1333'],
    ['w_1', '4000x3', '1x1'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});

describe('one side alone keeps the ratio in every mode', () => {
  it.each<Case>([
    ['c_crop,w_200', '400x600', '200x300'],
    ['c_crop,h_300', '400x600', '200x300'],
    ['c_scale,w_200', '400x600', '200x300'],
    ['c_fill,w_200', '400x600', '200x300'],
    ['c_fit,h_300', '400x600', '200x300'],
    ['c_pad,w_200', '400x600', '200x300'],
    ['c_thumb,w_200', '400x600', '200x300'],
    ['c_lfill,w_200', '400x600', '200x300'],
    ['c_limit,w_200', '400x600', '200x300'],
    ['c_mfit,w_800', '400x600', '800x1200'],
    ['c_lpad,w_800', '400x600', '800x1200'],
    ['c_mpad,w_800', '400x600', '800x1200'],
    ['c_scale,fl_ignore_aspect_ratio,w_200', '400x600', '200x600'],
    ['c_scale,fl_ignore_aspect_ratio,h_200', '400x600', '400x200'],
    ['c_lpad,fl_ignore_aspect_ratio,w_800', '400x600', '800x600'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});

describe('ar_', () => {
  it.each<Case>([
    ['c_fill,ar_16:9,w_320', '1000x1000', '320x180'],
    ['c_fill,ar_16:9,h_180', '1000x1000', '320x180'],
    ['c_crop,ar_1.5', '1000x1000', '1000x667'],
    ['c_fill,ar_1.0', '400x600', '400x400'],
    ['c_fill,ar_1.0', '600x400', '400x400'],
    ['c_fill,ar_2', '600x400', '600x300'],
    ['c_fill,ar_1:2', '600x400', '200x400'],
    ['c_pad,ar_1:1', '600x400', '600x600'],
    ['c_pad,ar_2', '400x400', '800x400'],
    ['c_lpad,ar_1.0,w_1.1', '600x400', '660x660'],
    ['c_fill,ar_16:9,w_100,h_100', '600x400', '100x100'],
    ['ar_2:1,w_200', '600x400', '200x100'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});

describe('fractions are of the picture as it then is', () => {
  it.each<Case>([
    ['w_0.5', '640x426', '320x213'],
    ['w_1.0', '640x426', '640x426'],
    ['w_1', '640x426', '1x1'],
    ['w_0.5/w_0.5', '640x426', '160x107'],
    ['c_crop,w_0.5,h_0.25', '640x400', '320x100'],
    ['c_pad,w_1.5,h_2.0', '100x100', '150x200'],
    ['c_scale,w_2.0,h_10', '100x100', '200x10'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});

describe('crop modes', () => {
  it.each<Case>([
    ['c_scale,w_300,h_300', '600x400', '300x300'],
    ['c_fit,w_300,h_300', '600x400', '300x200'],
    ['c_fit,w_900,h_900', '600x400', '900x600'],
    ['c_limit,w_900,h_900', '600x400', '600x400'],
    ['c_limit,w_900,h_200', '600x400', '300x200'],
    ['c_mfit,w_900,h_900', '600x400', '900x600'],
    ['c_mfit,w_300,h_300', '600x400', '600x400'],
    ['c_mfit,w_900,h_100', '600x400', '600x400'],
    ['c_fill,w_300,h_300', '600x400', '300x300'],
    ['c_fill,w_900,h_900', '600x400', '900x900'],
    ['c_lfill,w_300,h_300', '600x400', '300x300'],
    ['c_lfill,w_900,h_900', '600x400', '600x400'],
    ['c_lfill,w_300,h_900', '600x400', '300x400'],
    ['c_lfill,w_900,h_100', '600x400', '600x100'],
    ['c_pad,w_900,h_900', '600x400', '900x900'],
    ['c_lpad,w_900,h_900', '600x400', '900x900'],
    ['c_mpad,w_900,h_900', '600x400', '900x900'],
    ['c_mpad,w_300,h_300', '600x400', '600x400'],
    ['c_mpad,w_300,h_900', '600x400', '600x900'],
    ['c_crop,w_900,h_900', '600x400', '600x400'],
    ['c_crop,w_300,h_900', '600x400', '300x400'],
    ['c_thumb,w_300,h_300', '600x400', '300x300'],
    ['c_auto,w_300,h_300', '600x400', '300x300'],
    ['c_auto_pad,w_900,h_900', '600x400', '900x900'],
    ['c_fill', '600x400', '600x400'],
    ['c_crop', '600x400', '600x400'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });

  it('never enlarge and never scale where they must not', () => {
    expect(stepsOf('c_lfill,w_900,h_100', { size: '600x400' })).toBe('extract 600x100+0+150');
    expect(stepsOf('c_lpad,w_900,h_900', { size: '600x400' })).toBe('extend 150,250,150,250');
    expect(stepsOf('c_lpad,w_300,h_300', { size: '600x400' })).toBe('resize 300x200, extend 0,50,0,50');
    expect(stepsOf('c_mpad,w_300,h_900', { size: '600x400' })).toBe('extend 0,250,0,250');
    expect(stepsOf('c_pad,w_900,h_900', { size: '600x400' })).toBe('resize 900x600, extend 0,150,0,150');
    expect(stepsOf('c_crop,w_300,h_300', { size: '600x400' })).toBe('extract 300x300+150+50');
  });

  it('fill leaves no gap where rounding would', () => {
    for (const size of ['639x960', '333x1000', '1000x333', '7x5', '1x1']) {
      for (const box of ['w_101,h_101', 'w_33,h_100', 'w_100,h_33', 'w_3,h_2']) {
        const [, width, height] = /w_(\d+),h_(\d+)/u.exec(box)!;
        expect(sizeOf(`c_fill,${box}`, { size }), `${box} of ${size}`).toBe(`${width}x${height}`);
      }
    }
  });
});

describe('borders', () => {
  it.each<Case>([
    ['bo_10px_solid_red', '100x50', '120x70'],
    ['bo_200px_solid_red/bo_200px_solid_green/bo_200px_solid_blue', '100x50', '1300x1250'],
    ['w_100,h_50,bo_10px_solid_red', '600x400', '120x70'],
    ['w_100,h_50,bo_10px_solid_red/dpr_2.0', '600x400', '240x140'],
    ['bo_0px_solid_red', '100x50', '100x50'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});

describe('dpr_', () => {
  it.each<Case>([
    ['c_scale,h_150/dpr_2.0', '600x600', '300x300'],
    ['dpr_2.0/c_scale,h_150', '600x600', '300x300'],
    ['c_scale,h_150,dpr_1.5', '600x600', '225x225'],
    ['w_0.5/dpr_2.0', '600x600', '300x300'],
    ['c_fill,w_100,h_33,dpr_1.5', '600x600', '150x50'],
    ['dpr_3.0/c_scale,w_10/dpr_2.0', '600x600', '20x20'],
  ])('%s of %s is %s', (chain, size, result) => {
    expect(sizeOf(chain, { size })).toBe(result);
  });
});
