import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/ops/facts.ts';
import { planChain } from '../../src/plan/plan-chain.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { unwrap } from '../../src/result.ts';
import { parseChain } from '../../src/url/parse-chain.ts';
import { printTransformation } from '../../src/url/print.ts';

const facts: Facts = {
  format: 'png',
  storedWidth: 1200,
  storedHeight: 800,
  orientation: 1,
  pages: 3,
  alpha: true,
  bytes: 1,
};
const limits = { maxComponents: 40 };

const planOf = (chain: string): Plan => {
  const planned = unwrap(
    planChain(unwrap(parseChain(chain, limits)), facts, {
      maxOutputSide: 8192,
      maxLayers: 20,
      maxFrames: 300,
      maxFramePixels: 250_000_000,
    }),
  );
  if (planned.kind !== 'render') throw new Error(`${chain} renders nothing`);
  return planned.plan;
};

const sizeOf = (chain: string): string => {
  const { width, height } = planOf(chain).canvases.at(-1) ?? { width: 0, height: 0 };
  return `${width}x${height}`;
};

const refusalOf = (chain: string): string => {
  const parsed = parseChain(chain, limits);
  const planned = parsed.ok
    ? planChain(parsed.value, facts, {
        maxOutputSide: 8192,
        maxLayers: 20,
        maxFrames: 300,
        maxFramePixels: 250_000_000,
      })
    : parsed;
  return planned.ok ? 'nothing is wrong' : planned.error.message;
};

describe('arithmetic', () => {
  it.each([
    ['$s_100/c_fill,w_$s_mul_2,h_$s', '200x100'],
    ['c_scale,w_iw_div_4', '300x200'],
    ['c_scale,w_100/c_scale,w_w_mul_3', '300x201'],
    ['c_scale,w_100_add_2_mul_10', '120x80'],
    ['c_scale,w_2_pow_3_mul_10', '80x53'],
    ['c_scale,w_100_sub_30_sub_20', '50x33'],
    ['c_scale,w_1000_mod_300', '100x67'],
    ['c_scale,w_iw_mul_2_sub_iw_mul_1.5,h_ih_div_2', '600x400'],
    ['$w_0.5/c_scale,w_$w', '600x400'],
    ['$small_150,$big_2_mul_$small/c_fill,h_$small_add_20,w_$big', '300x170'],
    ['$ratio_16:9/ar_$ratio,c_fill,w_320', '320x180'],
    ['$n_!250!_to_i/c_scale,w_$n', '250x167'],
    ['c_scale,w_pc_mul_100', '300x200'],
    ['$a_100/$a_200/c_scale,w_$a', '200x133'],
    ['c_scale,w_iw_div_12,bo_$b_solid_red,$b_5', '110x77'],
    ['$d_60/c_scale,w_200/e_distort:0:0:w:$d:1.0:h_add_$d:0:1.0', '200x193'],
    ['$a_360/c_scale,w_314,h_20/e_distort:arc:$a', '120x120'],
  ])('makes %s %s', (chain, size) => {
    expect(sizeOf(chain)).toBe(size);
  });

  it('multiplies what is written by dpr_ once, and not what it already multiplied', () => {
    expect(sizeOf('c_scale,w_100/c_scale,w_w_mul_2/dpr_2.0')).toBe('400x266');
  });

  it('rounds where only whole numbers may stand', () => {
    const [operation] = planOf('e_blur:100_div_3').operations;
    expect(operation).toEqual({ op: 'blur', sigma: 33 / 50 });
  });

  it.each([
    ['c_scale,w_$nothing', 'Undefined variable in transformation: $nothing'],
    ['c_scale,w_iw_div_0', 'No finite number in transformation: 1200 div 0'],
    ['c_scale,w_iw_sub_2000', 'Invalid width in transformation: -800'],
    [
      '$q_400/q_$q',
      'Invalid quality in transformation: 400 (expected a whole number from 1 to 100; or auto)',
    ],
    ['$t_!red!/c_scale,w_$t_mul_2', 'Not a number in transformation: red'],
    ['$x_1/w_$y', 'Undefined variable in transformation: $y'],
    ['$_1/w_10', 'Invalid variable in transformation: $_1'],
    ['dpr_$d,w_10', 'Undefined variable in transformation: $d'],
    ['t_card/w_10', 'Unknown transformation t_card'],
    ['c_scale,w_rc_mul_100', 'rc: named regions need the index of assets'],
  ])('refuses %s: %s', (chain, message) => {
    expect(refusalOf(chain)).toContain(message);
  });
});

describe('variables in texts', () => {
  it.each([
    ['$e_!sepia!/e_$e:50', 'e_sepia:50'],
    ['$c_!rgb:ff0000!/b_$c', 'b_red'],
    ['$c_!blue!,bo_5px_solid_$c', 'bo_5px_solid_blue'],
    ['$m_!fill!/c_$m,w_10,h_10', 'c_fill,w_10,h_10'],
    ['$g_!north!/c_fill,g_$g,w_10,h_10', 'c_fill,g_north,w_10,h_10'],
    ['$v_30,r_10:$v:30', 'r_10:30:30'],
    ['$a_90/a_$a', 'a_90'],
  ])('plans %s like %s', (chain, same) => {
    expect(planOf(chain).operations).toEqual(planOf(same).operations);
  });

  it('refuses by name what a variable turns out to be', () => {
    expect(refusalOf('$g_!liquid!/c_fill,g_$g,w_10,h_10')).toContain('liquid rescaling is not built');
    expect(refusalOf('$e_!nosuch!/e_$e')).toContain('Invalid effect in transformation: nosuch');
  });

  it('cannot smuggle further parameters in', () => {
    expect(refusalOf('$e_!sepia/w_1!/e_$e')).not.toBe('nothing is wrong');
    expect(refusalOf('$a_!x$b!/$b_!y!/e_$a')).toContain('a value without comma or slash');
  });
});

describe('conditions', () => {
  it.each([
    ['if_w_gt_1000/c_scale,w_100/if_else/c_scale,w_50/if_end', '100x67'],
    ['if_w_lt_1000/c_scale,w_100/if_else/c_scale,w_50/if_end', '50x33'],
    ['if_ar_gt_1.4,c_scale,w_90', '90x60'],
    ['c_scale,w_90,if_ar_lt_1.4', '1200x800'],
    ['if_w_gt_300_and_h_lt_900,c_scale,w_60', '60x40'],
    ['if_w_lt_1_and_w_lt_1_or_w_gt_1,c_scale,w_60', '60x40'],
    ['if_w_gt_1_or_w_gt_1_and_w_lt_1,c_scale,w_60', '60x40'],
    ['if_w_lt_300,c_scale,w_60/if_else,c_scale,w_30', '30x20'],
    ['if_w_gt_300,c_scale,w_60/if_else,c_scale,w_30', '60x40'],
    ['if_w_lt_200,c_scale,w_80/if_w_gt_400,c_scale,w_150/c_scale,w_w_mul_2', '300x200'],
    ['if_ar_eq_3:2,c_scale,w_30', '30x20'],
    ['if_iw_gte_1200/if_ih_lte_800/c_scale,w_30/if_end/if_end', '30x20'],
    [
      'if_iw_lt_1200/if_ih_lte_800/c_scale,w_30/if_else/c_scale,w_60/if_end/if_end/c_scale,w_w_div_10',
      '120x80',
    ],
    ['if_w_gt_1/c_scale,w_30/if_end/if_w_lt_31/c_scale,w_60/if_end', '60x40'],
    ['$v_1/if_isdef_$v/c_scale,w_30/if_end', '30x20'],
    ['if_isndef_$v/$v_60/if_end/c_scale,w_$v', '60x40'],
    ['if_ar_lt_1.0,$h_30/if_else,$h_20/c_scale,h_$h', '30x20'],
    ['$t_!a!/if_$t_in_!a:b!/c_scale,w_30/if_end', '30x20'],
    ['if_!a:b!_in_!b:c:a!/c_scale,w_30/if_end', '30x20'],
    ['if_!a:d!_nin_!b:c:a!/c_scale,w_30/if_end', '30x20'],
    ['$t_!x!/if_$t_ne_!x!/c_scale,w_30/if_else/c_scale,w_60/if_end', '60x40'],
    ['if_w_lt_1/c_scale,w_30/if_else,c_scale,w_60', '60x40'],
  ])('makes %s %s', (chain, size) => {
    expect(sizeOf(chain)).toBe(size);
  });

  it('lets only what ran have a say in how the result is written', () => {
    expect(planOf('if_w_gt_1,q_90/if_else,q_30/w_500').encode.quality).toBe(90);
    expect(planOf('if_w_lt_1,q_90/if_else,q_30/w_500').encode.quality).toBe(30);
  });

  it('leaves a variable of a branch that was not taken unset', () => {
    expect(refusalOf('if_w_lt_1/$v_10/if_end/w_$v')).toContain('Undefined variable in transformation: $v');
  });

  it.each([
    ['if_w_zz_3/w_10/if_end', 'Invalid condition in transformation: w_zz_3'],
    ['w_10/if_end', 'There is no if_ before this'],
    ['if_else/w_10', 'There is no if_ before this'],
    ['if_w_gt_$x/w_10/if_end', 'Undefined variable in transformation: $x'],
    ['if_!sale!_in_tags/w_10/if_end', 'tags need the index of assets'],
    ['if_!a!_gt_3/w_10/if_end', 'Not a number in transformation: a'],
  ])('refuses %s: %s', (chain, message) => {
    expect(refusalOf(chain)).toContain(message);
  });
});

describe('the canonical form', () => {
  it.each([
    ['c_scale,w_iw_mul_02', 'c_scale,w_iw_mul_2'],
    ['$b_2,$a_$b_add_1,w_$a', '$b_2,$a_$b_add_1,c_scale,w_$a'],
    ['c_scale,if_ar_gt_16:9,w_300', 'if_ar_gt_16:9,c_scale,w_300'],
    ['$t_!a b!/e_$t:60', '$t_!a b!/e_$t:60'],
    ['$a_0.50/w_$a', '$a_0.5/c_scale,w_$a'],
  ])('of %s is %s', (chain, canonical) => {
    const printed = printTransformation(unwrap(parseChain(chain, limits)));
    expect(printed).toBe(canonical);
    expect(printTransformation(unwrap(parseChain(printed, limits)))).toBe(printed);
  });
});

describe('variables in lists', () => {
  it('are replaced in each item, whichever list it is', () => {
    expect(planOf('$r_0.5/e_recolor:$r:0:0:0:1:0:0:0:$r_mul_2').operations).toEqual([
      {
        op: 'recomb',
        matrix: [
          [0.5, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      },
    ]);
  });
});
