/** What a chain leaves to the client, and what it comes to. */
import { describe, expect, it } from 'vitest';
import { classifyAccept } from '../../src/plan/accept.ts';
import { type Client, negotiate } from '../../src/plan/negotiate.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { printTransformation } from '../../src/url/print.ts';
import { planOf, refusalOf, sizeOf, tryPlan } from './plan-of.ts';

const settle = (chain: string, client: Client = {}): string =>
  printTransformation(negotiate(unwrap(parseChain(chain, { maxComponents: 40 })), client).transformation);

describe('the class of what a client accepts', () => {
  it.each([
    [undefined, 'none'],
    ['*/*', 'none'],
    ['image/*', 'none'],
    ['image/webp,*/*', 'webp'],
    ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'avif-webp'],
    ['IMAGE/AVIF ; q=0.9', 'avif'],
    ['image/avif;q=0, image/webp;q=0.000', 'none'],
    ['image/jxl', 'none'],
    ['ximage/webp,image/webpx', 'none'],
  ])('of %s is %s', (header, name) => {
    expect(classifyAccept(header)).toBe(name);
  });
});

describe('dpr_auto', () => {
  it.each([
    [{}, 'dpr_1'],
    [{ dpr: 1.25 }, 'dpr_2'],
    [{ dpr: 0.5 }, 'dpr_1'],
    [{ dpr: 12 }, 'dpr_5'],
  ])('for %o is %s', (client, settled) => {
    expect(settle('dpr_auto', client)).toBe(settled);
  });

  it('is one where nobody says anything', () => {
    expect(sizeOf('c_scale,w_100/dpr_auto')).toBe('100x67');
  });
});

describe('w_auto', () => {
  it.each([
    ['c_limit,w_auto', {}, 'c_limit,w_1.0'],
    ['c_limit,w_auto:200:640', {}, 'c_limit,w_640'],
    ['c_limit,w_auto', { width: 512 }, 'c_limit,w_600'],
    ['c_limit,w_auto', { width: 600 }, 'c_limit,w_600'],
    ['c_limit,w_auto:50', { width: 512 }, 'c_limit,w_550'],
    ['c_limit,w_auto', { viewportWidth: 360 }, 'c_limit,w_400'],
    ['c_limit,w_auto', { viewportWidth: 360, dpr: 2 }, 'c_limit,w_800'],
    ['c_limit,w_auto/dpr_auto', { viewportWidth: 360, dpr: 2 }, 'c_limit,w_400/dpr_2'],
    ['c_limit,w_auto/dpr_2.0', { width: 1000 }, 'c_limit,w_500/dpr_2'],
    ['c_limit,w_auto', { width: 99_999 }, 'c_limit,w_8192'],
  ] as const)('%s for %o is %s', (chain, client, settled) => {
    expect(settle(chain, client)).toBe(settled);
  });

  it('is the width of the original where nobody says anything', () => {
    expect(sizeOf('c_limit,w_auto')).toBe('1200x800');
    expect(sizeOf('c_limit,w_auto:100:300')).toBe('300x200');
  });

  it.each(['w_auto:0', 'w_auto:x', 'w_auto:10:', 'h_auto:10', 'w_automatic'])('%s is refused', (chain) => {
    expect(() => planOf(chain)).toThrow();
  });

  it('prints as it was written', () => {
    expect(printTransformation(unwrap(parseChain('w_auto:50:400,c_limit', { maxComponents: 9 })))).toBe(
      'c_limit,w_auto:50:400',
    );
  });
});

describe('q_auto where data are saved', () => {
  it.each([
    ['q_auto:best', 'q_auto'],
    ['q_auto', 'q_auto:eco'],
    ['q_auto:eco', 'q_auto:low'],
    ['q_auto:low:sensitive', 'q_auto:low:sensitive'],
    ['q_60', 'q_60'],
  ])('%s is %s', (chain, settled) => {
    expect(unwrap(parseChain(settle(chain, { saveData: true }), { maxComponents: 9 }))).toMatchObject(
      unwrap(parseChain(settled, { maxComponents: 9 })).map(({ params }) => ({
        params: params.map(({ id }) => ({ id })),
      })),
    );
    expect(planOf(settle(chain, { saveData: true })).encode).toEqual(planOf(settled).encode);
  });
});

describe('f_auto', () => {
  const formatsOf = (chain: string, options: object): unknown => {
    const { encode } = planOf(chain, options);
    return encode.among ?? [encode.format];
  };

  it('leaves the choice to the picture, among what the client takes', () => {
    expect(formatsOf('f_auto', { accept: 'avif-webp' })).toEqual(['avif', 'webp', 'jpg', 'png']);
    expect(formatsOf('f_auto', { accept: 'avif' })).toEqual(['avif', 'jpg', 'png']);
    expect(formatsOf('f_auto', { accept: 'webp' })).toEqual(['webp', 'jpg', 'png']);
    expect(formatsOf('f_auto', {})).toEqual(['jpg', 'png']);
    expect(formatsOf('f_auto/fl_preserve_transparency', { alpha: true })).toEqual(['png']);
  });

  it('leaves AVIF out in a hurry, below 5,000 pixels and above 30 million', () => {
    const hasAvif = (size: string, hurry = false): boolean =>
      planOf('f_auto', { accept: 'avif-webp', size, hurry }).encode.among?.includes('avif') === true;
    expect([hasAvif('100x50'), hasAvif('99x50'), hasAvif('6000x5000'), hasAvif('6001x5000')]).toEqual([
      ...[true, false, true, false],
    ]);
    const quick = planOf('f_auto', { accept: 'avif-webp', hurry: true });
    expect([quick.provisional, quick.encode.among?.includes('avif')]).toEqual([true, false]);
    expect(planOf('f_auto', { accept: 'webp', hurry: true }).provisional).toBeUndefined();
  });

  it('takes its own bytes for good where nothing but the format is open', () => {
    expect(planOf('f_auto').encode.untouched).toBe(true);
    expect(planOf('f_auto,q_auto').encode.untouched).toBe(true);
    expect(planOf('f_auto,q_50').encode.untouched).toBeUndefined();
    expect(planOf('f_auto', { format: 'webp' }).encode.untouched).toBeUndefined();
    expect(planOf('f_auto', { format: 'webp', accept: 'webp' }).encode.untouched).toBe(true);
    expect(planOf('f_auto', { format: 'avif', accept: 'webp' }).encode.untouched).toBeUndefined();
    expect(planOf('f_auto', { format: 'avif', accept: 'avif-webp', hurry: true }).encode.untouched).toBe(
      true,
    );
    expect(planOf('f_auto', { format: 'gif', pages: 3, accept: 'webp' }).encode.untouched).toBe(true);
    expect(planOf('q_auto', { format: 'gif', extension: 'webp' }).encode.untouched).toBeUndefined();
    expect(planOf('f_webp,q_auto', { format: 'webp' }).encode.untouched).toBe(true);
    expect(planOf('f_auto/e_sepia').encode.untouched).toBeUndefined();
    expect(unwrap(tryPlan('f_auto', { format: 'svg' })).kind).toBe('original');
  });

  it('is the only format with kinds', () => {
    expect(refusalOf('f_jpg:animated')).toMatchObject({ code: 'url.conflict' });
  });
});
