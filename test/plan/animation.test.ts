/** Which results move, of which frames and how fast, and what is too much. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { type Picture, planOf, refusalOf, tryPlan } from './plan-of.ts';

const gif = {
  format: 'gif',
  pages: 4,
  size: '90x60',
  pace: { delaysMs: [100, 50, 200, 50], plays: 3 },
} as const satisfies Picture;
const webp = { ...gif, format: 'webp' } as const satisfies Picture;

/** `0:100 2:200`: pages and how long each is shown. */
const shotsOf = (chain: string, picture: Picture = gif): string | undefined =>
  planOf(chain, picture)
    .animation?.shots.map(({ page, delayMs }) => `${page}:${delayMs}`)
    .join(' ');

const all = '0:100 1:50 2:200 3:50';

describe('what moves', () => {
  it.each([
    ['w_60', gif],
    ['w_60', webp],
    ['w_60,f_gif', webp],
    ['w_60,f_webp/fl_awebp', gif],
    ['w_60,f_webp/fl_animated', gif],
    ['w_60,f_png,fl_apng', gif],
    ['f_png,fl_animated', webp],
    ['w_60/fl_awebp', { ...gif, extension: 'webp' }],
  ] as const)('goes on moving by %s of %j', (chain, picture) => {
    expect(shotsOf(chain, picture)).toBe(all);
  });

  it.each([
    ['w_60,f_webp', gif],
    ['w_60', { ...gif, extension: 'webp' }],
    ['w_60,f_png', gif],
    ['w_60,f_png,fl_awebp', gif],
    ['w_60,f_webp,fl_apng', gif],
    ['w_60,f_avif', gif],
    ['w_60,f_jpg,fl_animated', gif],
    ['w_60,f_tiff,fl_animated', gif],
    ['pg_2/w_60', gif],
    ['pg_1/w_60', gif],
    ['w_60,fl_animated/dl_200/fps_2/e_loop', {}],
    ['w_60,f_gif', { format: 'tiff', pages: 4 }],
    ['w_60,f_gif', { format: 'avif', pages: 4 }],
  ] as const)('is a still by %s of %j', (chain, picture) => {
    expect(planOf(chain, picture).animation).toBeUndefined();
  });

  it('is not stopped by a page of a layer', () => {
    const facts = { kind: 'image', facts: { ...gif, storedWidth: 9, storedHeight: 9 } } as never;
    const planned = unwrap(tryPlan('l_logo/pg_2/fl_layer_apply/w_60', { ...gif, layers: [facts] }));
    expect(planned).toMatchObject({ plan: { animation: { plays: 3 } } });
  });

  it('is refused when its frames together would be late for certain', () => {
    const chain = 'c_scale,w_2000,h_2000/e_cartoonify';
    expect(tryPlan(chain, { ...gif, renderTimeoutMs: 20_000 }).ok).toBe(true);
    expect(refusalOf(chain, { ...gif, renderTimeoutMs: 1000 })).toMatchObject({
      code: 'output.too-large',
      message: expect.stringMatching(/would take about \d+ s; 1 s are allowed/u) as string,
    });
  });

  it('is refused where reading and writing it alone would be late, with what would be quicker', () => {
    const movie = { ...gif, size: '950x600', pages: 300, renderTimeoutMs: 20_000 } as const;
    const flat = { ...movie, bytes: 400_000 };
    expect(refusalOf('e_negate', flat)).toMatchObject({
      code: 'output.too-large',
      message: expect.stringMatching(/about 3\d s; 20 s are allowed/u) as string,
      hint: expect.stringContaining('f_webp') as string,
    });
    expect(tryPlan('e_negate/f_webp,fl_awebp', flat).ok).toBe(true);
    expect(
      tryPlan('e_negate/fps_2', { ...flat, pace: { delaysMs: Array<number>(300).fill(100), plays: 0 } }).ok,
    ).toBe(true);
    expect(tryPlan('w_200', flat).ok).toBe(true);
    expect(tryPlan('f_jpg', flat).ok).toBe(true);
    const photographs = { ...movie, bytes: 90_000_000 };
    expect(refusalOf('e_negate/f_webp,fl_awebp', photographs).code).toBe('output.too-large');
    expect(tryPlan('w_200/f_webp,fl_awebp', photographs).ok).toBe(true);
  });

  it('costs as much as its frames together', () => {
    expect(planOf('w_45', gif).operationMs).toBeCloseTo(planOf('pg_1/w_45', gif).operationMs * 4);
  });

  it('is refused as AVIF, and as PNG with a palette', () => {
    expect(refusalOf('f_avif/fl_animated', gif)).toMatchObject({ code: 'url.conflict' });
    expect(refusalOf('f_avif/fl_animated', gif).message).toMatch(/animated/u);
    expect(refusalOf('f_png,fl_apng/fl_png8', gif).message).toMatch(/fl_png8/u);
  });
});

describe('the pace', () => {
  it.each([
    ['dl_80', '0:80 1:80 2:80 3:80'],
    ['fps_20', all],
    ['fps_10', '0:100 1:100 2:200'],
    ['fps_1-5', '0:200 2:200'],
    ['fps_0.01', '0:400'],
    ['fps_5/dl_30', '0:30 2:30'],
    ['vs_2', '0:200 2:200'],
    ['vs_9', all],
    ['vs_1', '0:400'],
    ['vs_0.1s', '0:100 1:100 2:200'],
    ['vs_1s', '0:400'],
    ['vs_3/fps_5', '0:200 1:200'],
  ])('by %s is %s', (chain, shots) => {
    expect(shotsOf(`${chain}/w_60`)).toBe(shots);
  });

  it('takes too short a delay for what browsers make of it, 100 ms', () => {
    const hasty = { ...gif, pace: { delaysMs: [0, 10, 0, 10], plays: 0 } };
    expect(shotsOf('w_60', hasty)).toBe('0:0 1:10 2:0 3:10');
    expect(shotsOf('vs_2', hasty)).toBe('0:200 2:200');
    expect(shotsOf('fps_10', hasty)).toBe('0:0 1:10 2:0 3:10');
  });

  it('is the usual one where the header was not read', () => {
    expect(shotsOf('w_60', { format: 'gif', pages: 2, size: '90x60' })).toBe('0:100 1:100');
  });

  it.each([
    ['w_60', 3],
    ['e_loop', 0],
    ['e_loop:2', 3],
    ['e_loop:0', 1],
  ])('with %s is played %i times', (chain, plays) => {
    expect(planOf(chain, gif).animation?.plays).toBe(plays);
  });
});

describe('too much', () => {
  const long = { format: 'gif', pages: 300, size: '600x400' } as const;

  it.each([
    ['w_1000', /^The 300 frames of the animation would take 201 million pixels together; at most 200 are/u],
    ['w_1000/w_50', /201 million pixels/u],
  ])('is refused: %s', (chain, message) => {
    const { code, message: said } = refusalOf(chain, { ...long, maxFramePixels: 200_000_000 });
    expect(code).toBe('output.too-large');
    expect(said).toMatch(message);
  });

  it('are more frames than allowed, after thinning', () => {
    expect(refusalOf('w_50', { ...long, maxFrames: 150 }).message).toMatch(
      /would have 300 frames; at most 150/u,
    );
    expect(planOf('w_50/fps_5', { ...long, maxFrames: 150 }).animation?.shots).toHaveLength(150);
    expect(planOf('w_50,f_jpg', { ...long, maxFrames: 150 }).animation).toBeUndefined();
  });
});
