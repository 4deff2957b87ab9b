/** `e_bgremoval`: a plain background becomes transparent. */
import { succeed } from '../../result.ts';
import { arg, color, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';

export const bgremoval = action({
  key: 'e',
  name: 'bgremoval',
  title: 'effect bgremoval',
  summary: 'Makes a plain background transparent: what has its colour and reaches the edges of the picture.',
  sought: 'remove background cut out',
  status: 'approximate',
  note: 'The colour is the most frequent one at the edges unless it is given; the tolerance is 12 %, with 8 % more that fade. screen is for green and blue screens: everything of that hue goes, shadows on it too, and the hue is taken out of what fades.',
  args: {
    screen: arg(keyword(['screen']), { optional: true }),
    color: arg(color({ bareHex: true }), { optional: true }),
  },
  plan: ({ screen, color: given }) =>
    succeed([
      screen === undefined
        ? {
            op: 'key-out',
            by: 'color',
            connected: true,
            tolerance: 0.12,
            softness: 0.08,
            ...(given && { color: given }),
          }
        : {
            op: 'key-out',
            by: 'hue',
            connected: false,
            tolerance: 0.12,
            softness: 0.12,
            ...(given && { color: given }),
          },
    ]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_bgremoval', of: 'framed.png' },
    { chain: 'c_scale,w_200/e_bgremoval:screen:2f6f73', of: 'portrait.jpg' },
  ],
});
