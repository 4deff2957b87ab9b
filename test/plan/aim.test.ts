/** What q_auto comes to in a plan. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { printTransformation } from '../../src/url/print.ts';
import { planOf, refusalOf } from './plan-of.ts';

const canonical = (chain: string): string =>
  printTransformation(unwrap(parseChain(chain, { maxComponents: 40 })));

const scoreOf = (chain: string): number => planOf(chain).encode.aim?.score ?? 0;

describe('q_auto', () => {
  it('is good when nothing else is said, in any spelling one key', () => {
    expect(canonical('q_auto:good')).toBe('q_auto');
    expect(canonical('q_auto:good:sensitive')).toBe('q_auto:sensitive');
    expect(canonical('q_auto:low:444')).toBe('q_auto:low:444');
    expect(planOf('q_auto').encode.aim).toEqual(planOf('q_auto:good').encode.aim);
  });

  it('aims higher from level to level, and where it is sensitive', () => {
    const levels = ['low', 'eco', 'good', 'best'].map((level) => scoreOf(`q_auto:${level}`));
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    expect(new Set(levels).size).toBe(4);
    expect(scoreOf('q_auto:low:sensitive')).toBeGreaterThan(scoreOf('q_auto:low'));
  });

  it('has an aim instead of a number, and the last of two counts', () => {
    expect(planOf('q_auto:444').encode).toMatchObject({ chroma: '444', aim: { score: scoreOf('q_auto') } });
    expect(planOf('q_auto').encode.quality).toBeUndefined();
    expect(planOf('q_auto/q_60').encode).toMatchObject({ quality: 60 });
    expect(planOf('q_auto/q_60').encode.aim).toBeUndefined();
    expect(planOf('q_auto/fl_any_format').encode.aim?.anyFormat).toBe(true);
  });

  it.each(['q_70:best', 'q_70:sensitive', 'q_70:good:sensitive:444'])('%s is refused', (chain) => {
    expect(refusalOf(chain)).toMatchObject({ code: 'url.conflict' });
    expect(refusalOf(chain).message).toMatch(/quality.*70.*auto/u);
  });
});

describe('an automatic quality in haste', () => {
  it.each([
    ['f_jpg,q_auto', { size: '400x300' }],
    ['f_webp,q_auto:eco', { size: '1600x1200' }],
    ['f_avif,q_auto', { size: '4000x3000' }],
    ['f_auto,q_auto', { size: '400x300', accept: 'webp' }],
  ] as const)('is for the moment, and better with time: %s of %o', (chain, picture) => {
    const hasty = planOf(chain, { ...picture, hurry: true });
    expect([hasty.provisional, hasty.encode.thorough]).toEqual([true, undefined]);
    const thorough = planOf(chain, picture);
    expect([thorough.provisional, thorough.encode.thorough]).toEqual([undefined, true]);
  });

  it.each([
    ['f_jpg,q_auto', { size: '112x300' }], // too small to be judged
    ['f_jpg,q_auto', { size: '1601x1250' }], // too large to be looked at
    ['f_png,q_auto', { size: '400x300' }],
    ['f_gif,q_auto', { size: '400x300' }],
    ['f_jpg,q_auto,cs_cmyk', { size: '400x300' }],
    ['f_jpg,q_80', { size: '400x300' }],
    ['f_webp,q_auto,fl_awebp', { size: '400x300', format: 'gif', pages: 3 }],
  ] as const)('is final where time gains nothing: %s of %o', (chain, picture) => {
    const plan = planOf(chain, { ...picture, hurry: true });
    expect(plan.provisional).toBeUndefined();
    expect(planOf(chain, picture).encode.thorough).toBeUndefined();
  });
});
