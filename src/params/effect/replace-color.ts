/** `e_replace_color`: one colour and its shades become another. */
import { succeed } from '../../result.ts';
import { arg, color, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const replaceColor = action({
  key: 'e',
  name: 'replace_color',
  title: 'effect replace_color',
  summary: 'Turns one colour and its shades into another and the shades of that.',
  status: 'approximate',
  note: 'The tolerance is a radius in CIE L*a*b*, of which the outer 30 % fade; hue and chroma turn and scale as one colour’s become the other’s, so that grey stays grey. Without from it is the most frequent saturated colour.',
  args: {
    to: arg(color({ bareHex: true })),
    tolerance: arg(int({ min: 0, max: 100 }), { default: 50 }),
    from: arg(color({ bareHex: true }), { optional: true }),
  },
  plan: ({ to, tolerance, from }) =>
    succeed(tolerance === 0 ? [] : [{ op: 'replace-color', to, tolerance, ...(from && { from }) }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_replace_color:royalblue:40:d99a1c', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_replace_color:seagreen:60:c5161d', of: 'still-life.jpg' },
  ],
});
