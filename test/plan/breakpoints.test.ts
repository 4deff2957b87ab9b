/** Widths by weight: which they are, and which of them a client gets. */
import { describe, expect, it } from 'vitest';
import { chooseBreakpoints } from '../../src/plan/breakpoints.ts';
import { negotiate } from '../../src/plan/negotiate.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { printTransformation } from '../../src/url/print.ts';
import { planOf, sizeOf, tryPlan } from './plan-of.ts';

const usual = { minPx: 50, maxPx: 1000, stepKb: 20, count: 20 };
const kb = 1024;

const parse = (chain: string) => unwrap(parseChain(chain, { maxComponents: 9 }));

describe('breakpoints', () => {
  it('lie where the weight has grown by the step', () => {
    const weights = [
      [100, 10 * kb],
      [500, 50 * kb],
      [900, 130 * kb],
    ] as const;
    // 120 KB apart in steps of at least 20: six of them, at 30, 50, 70, 90 and 110 KB.
    expect(chooseBreakpoints(weights, usual)).toEqual([100, 300, 500, 600, 700, 800, 900]);
    expect(chooseBreakpoints(weights, { ...usual, count: 4 })).toEqual([100, 500, 700, 900]);
    expect(chooseBreakpoints(weights, { ...usual, stepKb: 200 })).toEqual([100, 900]);
  });

  it('are in order though a smaller picture is heavier by chance', () => {
    const weights = [
      [100, 30 * kb],
      [200, 20 * kb],
      [300, 90 * kb],
    ] as const;
    expect(chooseBreakpoints(weights, usual)).toEqual([100, 233, 267, 300]);
  });

  it('are one where the original has one width only', () => {
    expect(chooseBreakpoints([[40, 900]], usual)).toEqual([40]);
  });
});

describe('w_auto:breakpoints', () => {
  it.each([
    ['w_auto:breakpoints_50_1000_20_20,c_scale', 'c_scale,w_auto:breakpoints'],
    ['w_auto:breakpoints_200_1400_30_10:600,c_scale', 'c_scale,w_auto:breakpoints_200_1400_30_10:600'],
    ['w_auto:breakpoints:json', 'c_scale,w_auto:breakpoints:json'],
    ['w_auto:breakpoints_9_99_1_2:50:json', 'c_scale,w_auto:breakpoints_9_99_1_2:50:json'],
  ])('%s prints as %s', (chain, printed) => {
    expect(printTransformation(parse(chain))).toBe(printed);
  });

  it.each([
    'w_auto:breakpoints_100_50_20_20',
    'w_auto:breakpoints_50_100_20',
    'w_auto:breakpoints_50_100_0_5',
    'w_auto:breakpoints_50_100_20_1',
    'w_auto:breakpoints:json:400',
    'w_auto:breakpoints:x',
    'w_auto:json',
  ])('%s is refused', (chain) => {
    expect(() => planOf(chain)).toThrow(/Invalid width/u);
  });

  it('asks for the weight of the original, no wider than it is', () => {
    const planned = unwrap(tryPlan('c_scale,w_auto:breakpoints:300', { size: '800x400' }));
    if (planned.kind !== 'measure' || planned.measure.kind !== 'weights') throw new Error('It should ask');
    expect(planned.measure.widths).toHaveLength(8);
    expect([planned.measure.widths[0], planned.measure.widths.at(-1)]).toEqual([50, 800]);
  });

  const weights = [
    [50, 2 * kb],
    [1000, 62 * kb],
  ] as const;
  const measured = [{ kind: 'weights', weights } as const];

  it.each([
    // Breakpoints at 50, 367, 683 and 1000.
    ['c_scale,w_auto:breakpoints:300', '367x245'],
    ['c_scale,w_auto:breakpoints:367', '367x245'],
    ['c_scale,w_auto:breakpoints:368', '683x455'],
    ['c_scale,w_auto:breakpoints:4000', '1000x667'],
    ['c_scale,w_auto:breakpoints:600/dpr_2.0', '684x456'],
    ['c_scale,w_auto:breakpoints', '1200x800'],
  ])('%s comes to %s', (chain, size) => {
    expect(sizeOf(chain, { measured })).toBe(size);
  });

  it('takes what the client says for its width, in steps of 50', () => {
    const settle = (chain: string, client: object): string =>
      printTransformation(negotiate(parse(chain), client).transformation);
    expect(settle('c_limit,w_auto:breakpoints', { width: 512 })).toBe('c_limit,w_auto:breakpoints:550');
    expect(settle('c_limit,w_auto:breakpoints:90', { viewportWidth: 360, dpr: 2 })).toBe(
      'c_limit,w_auto:breakpoints:750',
    );
    expect(settle('c_limit,w_auto:breakpoints/dpr_auto', { viewportWidth: 360, dpr: 2 })).toBe(
      'c_limit,w_auto:breakpoints:750/dpr_2',
    );
    expect(settle('c_limit,w_auto:breakpoints', {})).toBe('c_limit,w_1.0');
    expect(negotiate(parse('w_auto:breakpoints:json'), { width: 512 }).vary).toEqual([]);
  });

  it('tells the widths in the place of the picture', () => {
    expect(planOf('w_auto:breakpoints:json', { measured }).info).toEqual({
      delivers: 'breakpoints',
      breakpoints: [50, 367, 683, 1000],
    });
  });
});
