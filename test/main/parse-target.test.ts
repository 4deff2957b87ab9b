import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/errors.ts';
import { defaultLimits } from '../../src/main/limits.ts';
import { createParseTarget } from '../../src/main/parse-target.ts';
import { printTransformation } from '../../src/url/print.ts';

const parse = createParseTarget(
  [
    {
      name: 'demo',
      named: {
        card: 'c_fill,w_400,h_300/q_80',
        warm: 'e_sepia:60',
        both: 't_card/t_warm',
        thin: 'c_scale,w_10/f_png',
        sized: 'c_scale,w_$width',
        circle: 't_round',
        round: 't_circle',
        'with spaces 1': 'w_10',
      },
    },
    { name: 'shop', named: { card: 'w_1' } },
  ],
  { ...defaultLimits, maxComponents: 6 },
);

const canonical = (target: string): string => printTransformation(parse(target).transformation);

const refusal = (target: string): string => {
  try {
    return canonical(target);
  } catch (error) {
    return error instanceof Failure ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('a named transformation', () => {
  it.each([
    ['/t_card/a.jpg', 'c_fill,h_300,w_400/q_80'],
    ['/bl_thin/e_sepia:60/a.jpg', 'c_scale,w_10/f_png/e_sepia:60'],
    ['/demo/image/upload/t_card/t_warm/a.jpg', 'c_fill,h_300,w_400/q_80/e_sepia:60'],
    ['/t_card.warm/a.jpg', 'c_fill,h_300,w_400/q_80/e_sepia:60'],
    ['/t_both/a.jpg', 'c_fill,h_300,w_400/q_80/e_sepia:60'],
    ['/shop/t_card/a.jpg', 'c_scale,w_1'],
    ['/h_20,t_warm,w_10/a.jpg', 'e_sepia:60/c_scale,h_20,w_10'],
    ['/$width_140/t_sized/a.jpg', '$width_140/c_scale,w_$width'],
    ['/$width_140,t_sized/a.jpg', '$width_140/c_scale,w_$width'],
    ['/if_w_gt_10/t_warm/if_end/a.jpg', 'if_w_gt_10/e_sepia:60/if_end'],
    ['/t_with%20spaces%201/a.jpg', 'c_scale,w_10'],
    ['/w_10/a.jpg', 'c_scale,w_10'],
  ])('makes %s the same as %s', (target, expected) => {
    expect(canonical(target)).toBe(expected);
  });

  it.each([
    ['/bl_nobody/a.jpg', 'url.invalid-value: Unknown transformation bl_nobody'],
    ['/bl_warm/a.jpg', 'url.conflict: The chain of bl_warm has to say its format with f_'],
    ['/e_sepia/bl_thin/a.jpg', 'url.conflict: bl_ has to come first, alone in its component'],
    ['/bl_thin,w_5/a.jpg', 'url.conflict: bl_ has to come first, alone in its component'],
    ['/t_nobody/a.jpg', 'url.invalid-value: Unknown transformation t_nobody'],
    ['/shop/t_warm/a.jpg', 'url.invalid-value: Unknown transformation t_warm'],
    ['/t_circle/a.jpg', 'url.conflict: Named transformations name each other in a circle'],
    [
      '/if_w_gt_10,t_warm/a.jpg',
      'url.conflict: A named transformation cannot stand in one component with a condition',
    ],
    [
      '/t_both/t_both/t_both/a.jpg',
      'url.too-many-components: Too many transformation components: more than 6',
    ],
    ['/t_.a/a.jpg', 'url.invalid-value: Invalid named transformation in transformation: .a'],
  ])('%s is refused: %s', (target, message) => {
    expect(refusal(target)).toContain(message);
  });

  it('is signed as it is written, and points at the name when its chain goes wrong', () => {
    expect(parse('/t_card/a.jpg').signedText).toBe('t_card/a.jpg');
    expect(parse('/w_5/t_card/a.jpg').transformation[1]?.params[0]?.span).toEqual({ from: 5, to: 11 });
  });
});
