/** `dn_` and `idn`: what is written down, and how large vectors are drawn. */
import { describe, expect, it } from 'vitest';
import { parseChain } from '../../src/url/parse-chain.ts';
import { planOf, refusalOf, sizeOf, stepsOf } from './plan-of.ts';

const vector = { format: 'svg', size: '96x48', alpha: true } as const;

describe('a density', () => {
  it('is written down, and leaves pixels alone', () => {
    expect(planOf('dn_300').encode.density).toBe(300);
    expect(planOf('dn_300').operations).toEqual([]);
    expect(planOf('dn_72/w_10/dn_96').encode.density).toBe(96);
    expect(planOf('w_10').encode.density).toBeUndefined();
  });

  it('can be that of the original, which is 150 when it says nothing', () => {
    expect(planOf('dn_idn', { density: 72 }).encode.density).toBe(72);
    expect(planOf('dn_idn').encode.density).toBe(150);
  });

  it('has no place in a GIF', () => {
    expect(planOf('dn_300/f_gif').encode.density).toBeUndefined();
  });

  it('tells itself to conditions and arithmetic', () => {
    expect(sizeOf('if_idn_lt_100/w_10/if_else/w_20/if_end', { density: 96, size: '100x100' })).toBe('10x10');
    expect(sizeOf('w_idn', { size: '100x100' })).toBe('150x150');
  });

  it.each(['dn_0', 'dn_2401', 'dn_1.5', 'dn_auto'])('%s is refused with what may stand there', (chain) => {
    const parsed = parseChain(chain, { maxComponents: 1 });
    expect(parsed.ok || parsed.error.message).toMatch(/density.*1 to 2400 dpi; or idn/u);
  });
});

describe('a vector', () => {
  it('is drawn at its density before the chain begins', () => {
    expect(stepsOf('dn_192', vector)).toBe('resize 192x96');
    expect(stepsOf('dn_192/c_crop,w_10,h_10', vector)).toBe('resize 192x96, extract 10x10+91+43');
    expect(stepsOf('dn_96/e_negate', vector)).toBe('linear');
    expect(planOf('dn_192', vector).decode.density).toBe(144);
  });

  it('keeps the size of its own for iw, and has 96 dots per inch', () => {
    expect(sizeOf('dn_192/w_iw', vector)).toBe('96x48');
    expect(sizeOf('dn_192/w_idn', vector)).toBe('96x48');
    expect(sizeOf('dn_192/dpr_2.0/w_w_div_2', vector)).toBe('192x96');
  });

  it('is not drawn larger than results may be', () => {
    expect(refusalOf('dn_2400/w_10', { ...vector, size: '400x100' })).toMatchObject({
      code: 'output.too-large',
      message: expect.stringMatching(/10000x2500/u) as string,
    });
  });
});

describe('what is settled before the chain runs', () => {
  const animation = { format: 'gif', pages: 3 } as const;

  it.each([
    ['if_w_gt_1/pg_2/if_end', animation, /^pg_ cannot depend on a condition$/u],
    ['if_w_gt_1,pg_2', animation, /^pg_/u],
    ['if_w_gt_1/w_10/if_else/a_ignore/if_end', {}, /^a_ignore/u],
    ['if_w_gt_1,w_10/if_else/d_a.png/if_end', {}, /^d_/u],
    ['if_w_gt_1/dn_192/if_end', vector, /^dn_/u],
    ['$n_2/pg_$n', animation, /^pg_ cannot depend on a variable$/u],
    ['$n_192/dn_$n', vector, /^dn_/u],
    ['$n_!ignore!/a_$n', {}, /^a_ignore/u],
  ])('%s is refused', (chain, picture, message) => {
    expect(refusalOf(chain, picture).code).toBe('url.conflict');
    expect(refusalOf(chain, picture).message).toMatch(message);
  });

  it.each([
    'pg_2/if_w_gt_1/w_10/if_end',
    'if_w_gt_1,w_10/pg_2',
    'if_w_gt_1/w_10/if_else/w_20/if_end/a_ignore',
    'if_w_gt_1/dn_192/if_end',
    'if_w_gt_1/a_90/if_end',
    '$n_192/dn_$n',
    '$n_90/a_$n',
  ])('%s is not', (chain) => {
    expect(planOf(chain, animation).canvases.length).toBeGreaterThan(0);
  });
});
