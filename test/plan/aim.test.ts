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
