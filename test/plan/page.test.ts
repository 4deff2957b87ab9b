/** `pg_`: which page or frame, whose size, and how many there are. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { type Picture, planOf, refusalOf, sizeOf, tryPlan } from './plan-of.ts';

const animation = { format: 'gif', pages: 5, size: '90x60' } as const;
const document = { format: 'tiff', pages: 3, size: '90x60' } as const;

describe('a page', () => {
  it('is opened by its number, wherever in the chain that stands', () => {
    expect(planOf('pg_2/w_30', animation).decode.page).toBe(1);
    expect(planOf('w_30/pg_5', animation).decode.page).toBe(4);
    expect(planOf('w_30', animation).decode.page).toBe(0);
  });

  it('tells its number to expressions', () => {
    expect(sizeOf('pg_3/c_scale,w_cp_mul_10', animation)).toBe('30x20');
    expect(sizeOf('pg_3/if_cp_eq_pc/w_10/if_else/w_30/if_end', animation)).toBe('30x20');
  });

  it('of a document is measured first, for it may have a size of its own', () => {
    expect(unwrap(tryPlan('pg_2/w_30', document))).toEqual({
      kind: 'measure',
      measure: { kind: 'page', original: 0, page: 1 },
    });
    const measured = [{ kind: 'page', width: 40, height: 80, alpha: true }] as const;
    expect(sizeOf('pg_2/w_20', { ...document, measured })).toBe('20x40');
    expect(planOf('pg_1/w_30', document).decode.page).toBe(0);
  });

  it.each([
    ['pg_6', /^Invalid page in transformation: 6 \(expected 1 to 5\)$/u],
    ['pg_2-9', /^Invalid page in transformation: 9 \(expected 1 to 5\)$/u],
    ['pg_1;7-', /^Invalid page in transformation: 7/u],
    ['pg_name:cover', /by name/u],
  ])('%s is refused', (chain, message) => {
    expect(refusalOf(`${chain}/w_30`, animation).message).toMatch(message);
  });
});

describe('fl_ignore_mask_channels', () => {
  const flag = 'fl_ignore_mask_channels';

  it('takes a TIFF for opaque, and leaves other formats alone', () => {
    const masked = planOf(`w_30/${flag}`, { format: 'tiff', alpha: true });
    expect(masked.decode.ignoresAlpha).toBe(true);
    expect(masked.canvases.map(({ alpha }) => alpha)).toEqual([false, false]);
    expect(planOf(`w_30/${flag}`, { format: 'png', alpha: true }).decode.ignoresAlpha).toBeUndefined();
  });

  it('cannot depend on a condition', () => {
    expect(refusalOf(`if_w_gt_1/${flag}/if_end`, { format: 'tiff' }).message).toBe(
      'fl_ignore_mask_channels cannot depend on a condition',
    );
  });
});

describe('several frames of an animation', () => {
  const shotsOf = (chain: string, picture: Picture = animation): unknown =>
    planOf(chain, picture).animation?.shots.map(({ page, delayMs }) => [page, delayMs]);

  it.each([
    ['pg_2-4/w_30', [1, 2, 3]],
    ['pg_1;3-/w_30', [0, 2, 3, 4]],
    ['pg_5;1/w_30', [4, 0]],
    ['pg_2-2/w_30', undefined],
  ])('%s', (chain, pages) => {
    expect(shotsOf(chain)).toEqual(pages?.map((page) => [page, 100]));
    expect(planOf(chain, animation).decode.page).toBe(pages?.[0] ?? 1);
  });

  it('keep the time of each', () => {
    const pace = { delaysMs: [10, 20, 30, 40, 50], plays: 0 };
    expect(shotsOf('pg_2;5/w_30', { ...animation, pace })).toEqual([
      [1, 20],
      [4, 50],
    ]);
  });

  it('are a still picture in a format that does not move', () => {
    expect(planOf('pg_3-4/f_jpg', animation)).toMatchObject({ decode: { page: 2 } });
    expect(planOf('pg_3-4/f_jpg', animation).animation).toBeUndefined();
  });

  it('are not pages of a document, nor of a still picture', () => {
    expect(refusalOf('pg_1-2/w_30', document)).toMatchObject({ code: 'url.conflict' });
    expect(refusalOf('pg_1;1/w_30').message).toMatch(/^Several pages go with an animation/u);
  });

  it.each(['pg_0', 'pg_3-2', 'pg_a', 'pg_1;;2', 'pg_-3'])('%s names none', (chain) => {
    const parsed = parseChain(chain, { maxComponents: 1 });
    expect(parsed.ok || parsed.error.message).toMatch(/page.*such as 2-5 or 7-/u);
  });
});
