/** What a plan says beside its operations: format, quality, opacity, density; when the original itself is the answer. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { operationsOf, type Picture, planOf, refusalOf, tryPlan } from './plan-of.ts';

const kindOf = (chain: string, picture: Picture): string => unwrap(tryPlan(chain, picture)).kind;

describe('the format', () => {
  it.each([
    ['f_webp', { format: 'jpg', extension: 'png' }, 'webp'],
    ['w_10', { format: 'jpg', extension: 'png' }, 'png'],
    ['w_10', { format: 'jpg' }, 'jpg'],
    ['w_10', { format: 'avif', extension: 'jpeg' }, 'jpg'],
    ['w_10', { format: 'png', extension: 'tif' }, 'tiff'],
    ['f_jpg/f_png', { format: 'gif' }, 'png'],
    ['w_10', { format: 'svg' }, 'png'],
    ['w_10', { format: 'svg', extension: 'svg' }, 'png'],
    ['f_jpeg', { format: 'png' }, 'jpg'],
    ['w_10', { format: 'heic' }, 'jpg'],
    ['w_10', { format: 'heic', alpha: true }, 'png'],
    ['w_10', { format: 'jxl', extension: 'jxl' }, 'jpg'],
    ['w_10', { format: 'bmp' }, 'png'],
    ['w_10', { format: 'ico' }, 'ico'],
    ['e_vectorize', { format: 'jpg', extension: 'svg' }, 'svg'],
    ['c_fill,w_10,h_20,e_vectorize/c_scale,w_5,h_5/f_svg', { format: 'png' }, 'svg'],
    ['e_vectorize', { format: 'svg' }, 'svg'],
    ['e_vectorize', { format: 'jpg' }, 'jpg'],
    ['e_vectorize/f_auto', { format: 'jpg', extension: 'svg' }, 'jpg'],
    ['e_vectorize,fl_rasterize', { format: 'jpg', extension: 'svg' }, 'png'],
    ['e_vectorize/r_9', { format: 'svg' }, 'png'],
  ] as const)('of %s with %j is %s', (chain, picture, format) => {
    expect(planOf(chain, picture).encode.format).toBe(format);
  });

  it('is refused by name when we cannot write it', () => {
    expect(refusalOf('w_10', { extension: 'psd' })).toMatchObject({ code: 'url.unsupported' });
    expect(refusalOf('w_10', { extension: 'psd' }).message).toMatch(/psd/u);
    expect(refusalOf('w_10', { format: 'png', extension: 'svg' }).message).toMatch(/cannot write svg/u);
    expect(refusalOf('w_10', { format: 'png', extension: 'heic' }).code).toBe('url.unsupported');
    expect(refusalOf('f_svg', { format: 'png' })).toMatchObject({ code: 'url.unsupported' });
    expect(refusalOf('e_vectorize/r_9', { format: 'png', extension: 'svg' }).message).toMatch(/e_vectorize/u);
  });

  it('has room for an icon of 256 pixels', () => {
    expect(planOf('c_scale,w_256,h_256,f_ico', {}).encode.format).toBe('ico');
    expect(refusalOf('c_scale,w_257,h_9,f_ico', {})).toMatchObject({
      code: 'output.too-large',
      message: 'The image would be 257x9; a side may have at most 256 pixels',
    });
  });
});

describe('the original itself', () => {
  it.each([
    ['', {}],
    ['', { extension: 'png' }],
    ['f_png', {}],
    ['fl_attachment', {}],
    ['fl_immutable_cache/fl_attachment:name', {}],
    ['dpr_2.0', {}],
    ['x_5', {}],
    ['g_north', {}],
    ['fl_any_format.original.preserve_transparency.sanitize', {}],
    ['fl_rasterize', {}],
    ['fl_animated.apng/dl_100/fps_1-5', {}],
    ['fl_animated.awebp', { format: 'gif', pages: 3 }],
    ['', { format: 'svg' }],
    ['fl_sanitize', { format: 'svg' }],
    ['', { format: 'heic', extension: 'heif' }],
    ['', { format: 'svg', extension: 'svg' }],
  ] as const)('is the answer to "%s" with %j', (chain, picture) => {
    expect(kindOf(chain, picture)).toBe('original');
  });

  it.each([
    ['', { extension: 'webp' }],
    ['f_webp', {}],
    ['q_50', {}],
    ['fl_progressive', {}],
    ['w_1200', {}],
    ['a_ignore', {}],
    ['fl_png8', {}],
    ['fl_force_strip', {}],
    ['cs_srgb', {}],
    ['fl_keep_iptc', {}],
    ['fl_rasterize', { format: 'svg' }],
  ] as const)('is not the answer to "%s" with %j', (chain, picture) => {
    expect(kindOf(chain, picture)).toBe('render');
  });
});

describe('a kind of a format', () => {
  it.each([
    ['f_png/fl_png8', { pixels: 'png8' }],
    ['fl_png32/fl_png8', { pixels: 'png32' }],
    ['f_gif/fl_lossy', { lossy: true }],
    ['f_tiff/fl_group4', { bilevel: true }],
    ['f_jpg/cs_cmyk', { space: 'cmyk' }],
    ['f_jpg/cs_cmyk/fl_force_icc', { space: 'cmyk', profile: true }],
    ['w_10/cs_tinysrgb', { profile: true }],
    ['w_10/fl_keep_attribution', { metadata: 'attribution' }],
    ['fl_keep_iptc/w_10/fl_keep_attribution', { metadata: 'all' }],
  ] as const)('is what %s asks for', (chain, kind) => {
    const { format, progressive, background, ...rest } = planOf(chain).encode;
    expect(rest).toEqual(kind);
    expect([format, progressive, background]).not.toContain(undefined);
  });

  it.each([
    'f_jpg/fl_png8.group4.lossy.tiff8_lzw',
    'f_webp/fl_png32.group4.lossy',
    'f_tiff/fl_tiff8_lzw',
    'w_10/cs_srgb:truecolor',
    'w_10/cs_no_cmyk',
    'w_10/cs_keep_cmyk',
    'w_10/cs_tinysrgb/fl_force_strip.keep_iptc.keep_attribution.force_icc',
    'w_10/fl_strip_profile',
  ])('of another format is not what %s asks for', (chain) => {
    expect(Object.keys(planOf(chain).encode)).toEqual(['format', 'progressive', 'background']);
  });

  it('is JPEG for a lossy PNG without transparency', () => {
    expect(planOf('w_10/fl_lossy').encode.format).toBe('jpg');
    expect(planOf('w_10/fl_lossy', { alpha: true }).encode.format).toBe('png');
    expect(planOf('r_max/fl_lossy').encode.format).toBe('png');
    expect(planOf('w_10/fl_lossy.png24').encode).toMatchObject({ format: 'png', pixels: 'png24' });
  });

  it('keeps CMYK where it is, and the format has it', () => {
    const cmyk = { format: 'jpg', cmyk: true } as const;
    expect(planOf('w_10/cs_keep_cmyk', cmyk).encode.space).toBe('cmyk');
    expect(planOf('w_10,f_png/cs_keep_cmyk', cmyk).encode.space).toBeUndefined();
    expect(planOf('w_10', cmyk).encode.space).toBeUndefined();
  });

  it.each([
    ['f_png/cs_cmyk', 'url.conflict', /png has no CMYK/u],
    ['cs_cmyk:truecolor', 'url.conflict', /truecolor/u],
    ['cs_srgb:truecolor/fl_png8', 'url.conflict', /truecolor/u],
    ['cs_icc:press.icc', 'url.unsupported', /cs.*icc:press\.icc.*profiles/u],
    ['cs_copy', 'url.unsupported', /videos/u],
  ])('is refused for %s as %s', (chain, code, words) => {
    expect(refusalOf(chain).code).toBe(code);
    expect(refusalOf(chain).message).toMatch(words);
  });

  it('without alpha gets its margins filled at once', () => {
    const white = { r: 255, g: 255, b: 255, alpha: 1 };
    for (const chain of ['fl_png24', 'f_tiff,fl_group4', 'f_tiff,cs_cmyk']) {
      expect(operationsOf(`c_pad,w_1200,h_1200/${chain}`).at(-1)).toMatchObject({ color: white });
    }
  });
});

describe('encoding', () => {
  it('takes the last quality, wherever it stands', () => {
    expect(planOf('q_50/w_10,q_30:444').encode).toMatchObject({ quality: 30, chroma: '444' });
    expect(planOf('w_10').encode.quality).toBeUndefined();
  });

  it('is progressive on demand', () => {
    expect(planOf('fl_progressive').encode.progressive).toBe('semi');
    expect(planOf('fl_progressive:steep').encode.progressive).toBe('steep');
    expect(planOf('fl_progressive:none').encode.progressive).toBe('none');
    expect(planOf('w_10').encode.progressive).toBe('none');
  });
});

describe('a picture without alpha', () => {
  const white = { r: 255, g: 255, b: 255, alpha: 1 };
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };

  it('gets margins of white at once when nothing looks at them any more', () => {
    expect(operationsOf('c_pad,w_1200,h_1200/f_jpg')).toEqual([
      { op: 'extend', left: 0, top: 200, right: 0, bottom: 200, color: white },
    ]);
    expect(operationsOf('a_10/f_jpg').at(-1)).toMatchObject({ op: 'rotate', color: white });
  });

  it('keeps transparent margins in a format with alpha', () => {
    expect(operationsOf('c_pad,w_1200,h_1200/f_png').at(-1)).toMatchObject({ op: 'extend', color: clear });
  });

  it('keeps them as long as something looks at them', () => {
    expect(operationsOf('c_pad,w_1200,h_1200/e_negate/f_jpg')[0]).toMatchObject({ color: clear });
    expect(operationsOf('c_pad,w_1200,h_1200/b_red/f_jpg')[0]).toMatchObject({ color: clear });
    expect(operationsOf('c_pad,w_1200,h_1200/r_20/f_jpg')[0]).toMatchObject({ color: clear });
  });

  it('never has an alpha channel on the way when its margins are filled', () => {
    const { canvases } = planOf('w_100/c_pad,w_200,h_200/a_90/f_jpg');
    expect(canvases.every(({ alpha }) => !alpha)).toBe(true);
  });

  it('shows b_ through where it is translucent', () => {
    expect(planOf('o_40/f_jpg').encode.background).toEqual(white);
    expect(planOf('o_40,b_red/f_jpg').encode.background).toEqual({ r: 255, g: 0, b: 0, alpha: 1 });
  });
});

describe('a vector original', () => {
  const svg = { format: 'svg', size: '100x50' } as const;

  it('is drawn as large as the chain scales it first', () => {
    expect(planOf('w_400', svg).decode.density).toBe(288);
    expect(planOf('c_fill,w_100,h_100', svg).decode.density).toBe(144);
    expect(planOf('w_50', svg).decode.density).toBe(36);
  });

  it('is drawn at its own size when something else comes first', () => {
    expect(planOf('r_10/w_400', svg).decode.density).toBeUndefined();
    expect(planOf('w_400', { size: '100x50' }).decode.density).toBeUndefined();
  });
});
