/** `e_trim`: cuts uniform edges away. */
import { succeed } from '../../result.ts';
import { arg, color, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const trim = action({
  key: 'e',
  name: 'trim',
  title: 'effect trim',
  summary: 'Cuts away edges of one colour, or transparent ones.',
  note: 'The colour is that of the top left pixel unless it is given; the tolerance is a percentage of the full range.',
  sought: 'whitespace autocrop',
  status: 'approximate',
  args: {
    tolerance: arg(int({ min: 0, max: 100, unit: '%' }), { default: 10 }),
    color: arg(color({ bareHex: true }), { optional: true }),
  },
  stage: 'trim',
  measures: 'content',
  // What is left depends on pixels: the box is measured first and then cut out by plan/lower.ts.
  plan: () => succeed([]),
  examples: [{ chain: 'e_trim/c_scale,w_200', of: 'framed.png' }],
});
