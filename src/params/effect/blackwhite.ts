/** `e_blackwhite`: turns every pixel black or white. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const blackwhite = action({
  key: 'e',
  name: 'blackwhite',
  title: 'effect blackwhite',
  summary: 'Turns every pixel black or white.',
  status: 'approximate',
  note: 'The threshold is luma at the level given: 50 is middle grey. How Cloudinary measures it is not published.',
  args: { level: arg(int({ min: 0, max: 100, unit: '%' }), { default: 50 }) },
  plan: ({ level }) => succeed([{ op: 'threshold', value: (level / 100) * 255 }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_blackwhite', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_blackwhite:30', of: 'portrait.jpg' },
  ],
});
