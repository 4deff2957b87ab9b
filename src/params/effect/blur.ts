/** `e_blur`: blurs the picture. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

/** Pixels: 2 by default, 40 at most. Below 0.3 nothing would be seen of it. */
export const sigmaOf = (strength: number): number => Math.max(0.3, strength / 50);

export const blur = action({
  key: 'e',
  name: 'blur',
  title: 'effect blur',
  summary: 'Blurs the picture.',
  status: 'approximate',
  note: 'sigma is a fiftieth of the strength in pixels, so the default 100 is 2 px and 2000 is 40 px; Cloudinary does not publish its curve.',
  args: { strength: arg(int({ min: 1, max: 2000, scales: true }), { default: 100 }) },
  plan: ({ strength }) => succeed([{ op: 'blur', sigma: sigmaOf(strength) }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_blur', of: 'still-life.jpg' },
    { chain: 'c_scale,w_200/e_blur:600', of: 'still-life.jpg' },
  ],
});
