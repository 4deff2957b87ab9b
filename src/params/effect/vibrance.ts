/** `e_vibrance`: more colour where there is little. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const vibrance = action({
  key: 'e',
  name: 'vibrance',
  title: 'effect vibrance',
  summary: 'Makes dull colours stronger or paler, strong ones less so.',
  status: 'approximate',
  note: 'Distances from grey are multiplied by 1 + 1.5 x strength/100 x (1 - saturation), half as much for the orange of skin; below 0 by 1 + strength/100 x (1 - saturation/2).',
  args: { strength: arg(int({ min: -100, max: 100 }), { default: 20 }) },
  plan: ({ strength }) => succeed(strength === 0 ? [] : [{ op: 'vibrance', amount: strength / 100 }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_vibrance:80', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_vibrance:-80', of: 'landscape.jpg' },
  ],
});
