/** `e_sharpen`: sharpens edges. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const sharpen = action({
  key: 'e',
  name: 'sharpen',
  title: 'effect sharpen',
  summary: 'Sharpens edges.',
  status: 'approximate',
  note: 'An unsharp mask on luminance with sigma 1; 100 is a clear but gentle sharpening. Cloudinary does not publish its curve.',
  args: { strength: arg(int({ min: 1, max: 2000 }), { default: 100 }) },
  plan: ({ strength }) => succeed([{ op: 'sharpen', sigma: 1, amount: Math.min(20, strength / 100) }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_sharpen', of: 'chart.png' },
    { chain: 'c_scale,w_200/e_sharpen:600', of: 'chart.png' },
  ],
});
