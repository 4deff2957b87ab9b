/** `e_fill_light`: light into the shadows. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const fillLight = action({
  key: 'e',
  name: 'fill_light',
  title: 'effect fill_light',
  summary: 'Brightens shadows and leaves highlights as they are.',
  status: 'approximate',
  note: 'Up to 2.4 times the light in the deepest shadow, nothing above middle grey; what counts as shadow is judged by the surroundings, so that detail stays. The bias moves middle grey by 0.4 of its percentage.',
  args: {
    blend: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }),
    bias: arg(int({ min: -100, max: 100 }), { default: 0 }),
  },
  plan: ({ blend, bias }) =>
    succeed(
      blend === 0 ? [] : [{ op: 'fill-light', amount: (1.4 * blend) / 100, below: 0.5 + (0.4 * bias) / 100 }],
    ),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_fill_light', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_fill_light:70:60', of: 'landscape.jpg' },
  ],
});
