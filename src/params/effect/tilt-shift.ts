/** `e_tilt_shift`: only a horizontal band stays sharp. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

/** Of the height of the picture, at the highest level. */
const widestBlur = 0.04;

export const tiltShift = action({
  key: 'e',
  name: 'tilt_shift',
  title: 'effect tilt_shift',
  summary: 'Blurs what lies above and below the middle, so that a scene looks like a model.',
  status: 'approximate',
  note: 'Only its name is published. A quarter of the height stays sharp; from there the blur grows to 4 % of the height at level 100.',
  args: { level: arg(int({ min: 1, max: 100 }), { default: 20 }) },
  stage: 'effect',
  plan: ({ level }, { canvas }) =>
    succeed([{ op: 'tilt-shift', sigma: (level / 100) * widestBlur * canvas.height }]),
  examples: [
    { chain: 'c_scale,w_240/e_tilt_shift', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/e_tilt_shift:80', of: 'landscape.jpg' },
  ],
});
