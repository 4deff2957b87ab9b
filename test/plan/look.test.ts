/** `ils` and `tar`: planning stops until somebody has looked at the original. */
import { describe, expect, it } from 'vitest';
import type { Measured } from '../../src/ops/facts.ts';
import { unwrap } from '../../src/result.ts';
import { printTransformation } from '../../src/url/print.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { type Picture, sizeOf, stepsOf, tryPlan } from './plan-of.ts';

const content = (width: number, height: number): Measured => ({
  kind: 'content',
  box: { left: 0, top: 0, width, height },
});
const drawn: Measured = { kind: 'illustration', likelihood: 0.9 };

const measureOf = (chain: string, picture?: Picture): unknown => {
  const planned = unwrap(tryPlan(chain, picture));
  return planned.kind === 'measure' ? planned.measure.kind : planned.kind;
};

describe('ils', () => {
  const chain = 'if_ils_gt_0.5/w_100/if_else/w_200/if_end';

  it('is asked for once, and decides', () => {
    expect(measureOf(chain)).toBe('illustration');
    expect(sizeOf(chain, { measured: [drawn] })).toBe('100x67');
    expect(sizeOf(chain, { measured: [{ ...drawn, likelihood: 0.1 }] })).toBe('200x133');
    expect(sizeOf(`${chain}/${chain.replaceAll('100', '50')}`, { measured: [drawn] })).toBe('50x34');
  });

  it('can be calculated with', () => {
    expect(sizeOf('w_ils_mul_1000', { measured: [drawn] })).toBe('900x600');
    expect(printTransformation(unwrap(parseChain('$a_ils/w_$a_mul_10', { maxComponents: 9 })))).toContain(
      'ils',
    );
  });
});

describe('tar', () => {
  it('is the ratio of what is not background in the original, wherever it is asked for', () => {
    expect(measureOf('w_50,h_50,c_scale/if_tar_lt_1/w_10/if_end')).toBe('content');
    expect(sizeOf('c_fill,ar_tar,w_100', { measured: [content(300, 600)] })).toBe('100x200');
    expect(sizeOf('w_50,h_50,c_scale/if_tar_lt_1/w_10/if_end', { measured: [content(30, 60)] })).toBe(
      '10x10',
    );
  });

  it('is the ratio of the whole where everything is background', () => {
    expect(sizeOf('c_fill,ar_tar,w_300', { measured: [content(0, 0)] })).toBe('300x200');
  });

  it('is asked for besides the other, and besides e_trim', () => {
    const chain = 'if_tar_gt_1_and_ils_gt_0.5/e_trim/if_end';
    expect(measureOf(chain)).toBe('content');
    expect(measureOf(chain, { measured: [content(600, 300)] })).toBe('illustration');
    expect(measureOf(chain, { measured: [content(600, 300), drawn] })).toBe('content');
    expect(stepsOf(chain, { measured: [content(600, 300), drawn, content(100, 50)] })).toBe(
      'extract 100x50+0+0',
    );
  });
});
