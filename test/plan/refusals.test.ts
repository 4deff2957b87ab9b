/** What cannot be planned: each refusal has its code, says why in words, and points at the parameter. */
import { describe, expect, it } from 'vitest';
import { refusalOf, stepsOf } from './plan-of.ts';

describe('what is known and not done', () => {
  it.each([
    ['e_upscale', /e_upscale/u],
    ['w_100/e_gen_replace:from_a;to_b', /e_gen_replace/u],
    ['g_cat,c_fill,w_10', /gravity|objects/iu],
    ['c_fill,w_10,g_auto:cat', /gravity/iu],
    ['f_auto:video', /format.*videos/u],
    ['f_jxl', /JPEG XL.*AVIF/u],
    ['w_rc', /w.*named regions/u],
    ['if_!sale!_in_tags/w_10/if_end', /tags/u],
    ['l_video:clip', /videos/u],
    ['b_gen_fill', /background/u],
    ['a_rc', /named regions/u],
    ['r_rc:20', /named regions/u],
    ['e_upscale', /AI/u],
    ['du_5', /video/u],
    ['fl_c2pa', /c2pa/u],
    ['c_imagga_scale,w_10', /Imagga/u],
  ])('%s is refused by name', (chain, words) => {
    const { code, message, span } = refusalOf(chain);
    expect(code).toBe('url.unsupported');
    expect(message).toMatch(/^Not supported: /u);
    expect(message).toMatch(words);
    expect(span).toBeDefined();
  });

  it('is pointed at', () => {
    expect(refusalOf('w_100,h_100/c_fill,g_cat,w_10').span).toEqual({ from: 19, to: 24 });
    expect(refusalOf('w_100/a_10,r_rc:20').span).toEqual({ from: 11, to: 18 });
  });
});

describe('a picture that would be too large', () => {
  it.each([
    'w_8193',
    'w_100000,h_1',
    'c_pad,w_10,h_9000',
    'bo_4000px_solid_red',
    'w_5000/dpr_2.0',
    'w_9000/w_10',
  ])('%s is refused, with its size and the limit', (chain) => {
    const { code, message, span } = refusalOf(chain);
    expect(code).toBe('output.too-large');
    expect(message).toMatch(/would be \d+x\d+; a side may have at most 8192 pixels/u);
    if (chain !== 'w_100000,h_1') expect(span).toBeDefined(); // it has fewer pixels: only the end tells
  });

  it('may be cut out of a larger original', () => {
    expect(stepsOf('c_crop,w_10,h_10', { size: '20000x10' })).toBe('extract 10x10+9995+0');
    expect(refusalOf('e_negate', { size: '20000x10' }).code).toBe('output.too-large');
  });

  it('is measured by the limit that it is given', () => {
    expect(refusalOf('w_101', { maxOutputSide: 100 }).message).toMatch(/at most 100 pixels/u);
    expect(stepsOf('w_100', { maxOutputSide: 100 })).toBe('resize 100x67');
  });
});

describe('parameters that cannot stand together', () => {
  it('are refused with what would do', () => {
    const { code, hint } = refusalOf('ar_16:9');
    expect(code).toBe('url.conflict');
    expect(hint).toMatch(/c_fill/u);
  });

  it('e_contrast has a range for each of its types', () => {
    expect(refusalOf('e_contrast:150')).toMatchObject({ code: 'url.invalid-value' });
    expect(refusalOf('e_contrast:150').message).toMatch(/150.*-100 to 100.*sigmoidal/u);
    expect(refusalOf('e_contrast:level_0;type_linear').message).toMatch(/1 to 200.*linear/u);
    expect(stepsOf('e_contrast:level_150;type_linear')).toBe('linear');
  });
});
