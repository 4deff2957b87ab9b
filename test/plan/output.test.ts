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
  ] as const)('of %s with %j is %s', (chain, picture, format) => {
    expect(planOf(chain, picture).encode.format).toBe(format);
  });

  it('is refused by name when we cannot write it', () => {
    expect(refusalOf('w_10', { extension: 'psd' })).toMatchObject({ code: 'url.unsupported' });
    expect(refusalOf('w_10', { extension: 'psd' }).message).toMatch(/psd/u);
    expect(refusalOf('w_10', { format: 'png', extension: 'svg' }).code).toBe('url.unsupported');
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
    ['', { format: 'svg' }],
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
  ] as const)('is not the answer to "%s" with %j', (chain, picture) => {
    expect(kindOf(chain, picture)).toBe('render');
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
