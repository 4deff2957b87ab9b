/** `e_vignette`: darkens the corners. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const vignette = action({
  key: 'e',
  name: 'vignette',
  title: 'effect vignette',
  summary: 'Darkens the picture towards its corners.',
  status: 'approximate',
  note: 'A simple lens: 1 / (1 + level/40 r⁴)², r being the distance from the middle and 1 in the corners, which are left with 44 % of their light at the default 20 and 8 % at 100.',
  args: { level: arg(int({ min: 0, max: 100 }), { default: 20 }) },
  stage: 'effect',
  plan: ({ level }) => succeed(level === 0 ? [] : [{ op: 'vignette', strength: level / 40 }]),
  examples: [
    { chain: 'c_scale,w_240/e_vignette', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/e_vignette:80', of: 'portrait.jpg' },
  ],
});
