/** `e_make_transparent`: one colour becomes transparent. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const makeTransparent = action({
  key: 'e',
  name: 'make_transparent',
  title: 'effect make_transparent',
  summary: 'Makes everything transparent that has the colour of co_, or that of the edges of the picture.',
  status: 'approximate',
  note: 'The tolerance is a percentage of the distance between black and white; colours up to half as far again fade, and lose the share of the colour that is gone. The colour of the edges is the one that is most frequent there.',
  args: { tolerance: arg(int({ min: 0, max: 100, unit: '%' }), { default: 10 }) },
  uses: ['co'],
  plan: ({ tolerance }, { qualifiers: { co } }) =>
    succeed([
      {
        op: 'key-out',
        by: 'color',
        connected: false,
        tolerance: tolerance / 100,
        softness: tolerance / 200,
        ...(co && { color: co }),
      },
    ]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_make_transparent', of: 'lettering.png' },
    { chain: 'c_scale,w_200/co_rgb:1f2a44,e_make_transparent:30', of: 'landscape.jpg' },
  ],
});
