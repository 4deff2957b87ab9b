/** `e_oil_paint`: the picture as if painted. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

/** How many tones the brush tells apart: few enough that strokes are flat, enough that faces keep their shape. */
const tones = 24;

export const oilPaint = action({
  key: 'e',
  name: 'oil_paint',
  title: 'effect oil_paint',
  summary: 'Makes the picture look like an oil painting.',
  status: 'approximate',
  note: 'As ImageMagick’s -paint: each pixel becomes the most frequent tone under a round brush, here the mean of what has it. The brush has a radius of a tenth of the strength in pixels, rounded up.',
  args: { strength: arg(int({ min: 0, max: 100, scales: true }), { default: 30 }) },
  stage: 'effect',
  plan: ({ strength }) =>
    succeed(strength === 0 ? [] : [{ op: 'oil-paint', radius: Math.ceil(strength / 10), tones }]),
  examples: [
    { chain: 'c_scale,w_240/e_oil_paint', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_oil_paint:70', of: 'landscape.jpg' },
  ],
});
