/** `e_unsharp_mask`: more contrast along edges. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

/** Wider than that of `e_sharpen`, which brings out what is fine; this gives shapes more weight. */
const sigma = 2;

export const unsharpMask = action({
  key: 'e',
  name: 'unsharp_mask',
  title: 'effect unsharp_mask',
  summary: 'Sharpens by adding what a blurred copy lacks.',
  status: 'approximate',
  note: "ImageMagick's -unsharp with sigma 2 and a gain of strength/200; fine grain is left out softly. Cloudinary does not publish its curve.",
  args: { strength: arg(int({ min: 1, max: 2000 }), { default: 100 }) },
  stage: 'effect',
  plan: ({ strength }) => succeed([{ op: 'unsharp-mask', sigma, amount: strength / 200 }]),
  examples: [
    { chain: 'c_scale,w_200/e_unsharp_mask', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_unsharp_mask:500', of: 'lettering.png' },
  ],
});
