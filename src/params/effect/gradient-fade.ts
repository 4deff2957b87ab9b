/** `e_gradient_fade`: an edge vanishes. */
import { succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import { arg, int, keyword } from '../../values/spec.ts';
import { toPx } from '../crop/dimensions.ts';
import { action, conflict } from '../define.ts';

const half: Length = { unit: 'fraction', value: 0.5 };
/** So that the middle stays, where all edges fade. */
const quarter: Length = { unit: 'fraction', value: 0.25 };

const isTooMuch = (length: Length | undefined): boolean =>
  length?.unit === 'fraction' && Math.abs(length.value) > 1;

export const gradientFade = action({
  key: 'e',
  name: 'gradient_fade',
  title: 'effect gradient_fade',
  summary:
    'Lets an edge fade to transparent: as far as y_ says from the top (negative: from the bottom), or x_ from the left (negative: from the right). Without either, the upper half.',
  status: 'approximate',
  note: 'The ramp has no kinks; the strength is its exponent, of which 20 is 1. symmetric fades opposite edges alike, and all four, a quarter each, without x_ and y_; it begins where something can be seen, while symmetric_pad counts transparent padding in.',
  args: {
    type: arg(keyword(['symmetric', 'symmetric_pad']), { optional: true }),
    strength: arg(int({ min: 0, max: 100 }), { default: 20 }),
  },
  uses: ['x', 'y'],
  stage: 'effect',
  plan: ({ type, strength }, { canvas, qualifiers: { x, y } }) => {
    if (isTooMuch(x) || isTooMuch(y)) {
      return conflict('e_gradient_fade takes x_ and y_ in pixels, or as fractions from -1.0 to 1.0');
    }
    const both = type !== undefined;
    const neither = x === undefined && y === undefined;
    const across = toPx(neither && both ? quarter : x, canvas.width) ?? 0;
    const down = toPx(neither ? (both ? quarter : half) : y, canvas.height) ?? 0;
    if (strength === 0 || (across === 0 && down === 0)) return succeed([]);
    return succeed([
      {
        op: 'fade-edges',
        left: both ? Math.abs(across) : Math.max(0, across),
        top: both ? Math.abs(down) : Math.max(0, down),
        right: both ? Math.abs(across) : Math.max(0, -across),
        bottom: both ? Math.abs(down) : Math.max(0, -down),
        curve: strength / 20,
        inside: type === 'symmetric',
      },
    ]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_gradient_fade', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_gradient_fade:50,x_-0.6', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_gradient_fade:symmetric:10,x_0.2,y_40', of: 'still-life.jpg' },
    { chain: 'c_pad,w_200,h_200/e_gradient_fade:symmetric', of: 'logo.png' },
    { chain: 'c_pad,w_200,h_200/e_gradient_fade:symmetric_pad,x_0.4', of: 'logo.png' },
  ],
});
