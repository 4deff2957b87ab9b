/** `e_morphology`: grows what is bright or what is dark, or softens, by shapes. */
import { succeed } from '../../result.ts';
import { arg, int, keyword, number } from '../../values/spec.ts';
import { action } from '../define.ts';

export const morphology = action({
  key: 'e',
  name: 'morphology',
  title: 'effect morphology',
  summary:
    'Takes the darkest (erode), the brightest (dilate) or the mean (convolve) of what a shape around each pixel covers.',
  status: 'approximate',
  note: "The shapes are ImageMagick's: all of them reach as far as the whole part of the radius, a disk holds what is not farther than the radius itself, a ring is one pixel thick. Convolving takes the mean, so that the brightness stays. Alpha is a channel like the others, and what is wholly transparent lends no colour.",
  named: true,
  args: {
    method: arg(keyword(['erode', 'dilate', 'convolve']), { default: 'erode' }),
    iterations: arg(int({ min: 1, max: 5 }), { default: 1 }),
    kernel: arg(keyword(['octagon', 'diamond', 'square', 'disk', 'plus', 'cross', 'ring']), {
      default: 'disk',
    }),
    radius: arg(number({ min: 0, max: 100, unit: 'px', scales: true }), { default: 2 }),
  },
  stage: 'effect',
  // Within a radius of 1 lies only the pixel itself.
  plan: ({ method, iterations, kernel, radius }) =>
    succeed(radius < 1 ? [] : [{ op: 'morphology', method, kernel, radius, iterations }]),
  examples: [
    { chain: 'c_scale,w_200/e_morphology', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_morphology:method_dilate;kernel_plus;radius_5.0', of: 'landscape.jpg' },
    {
      chain: 'c_scale,w_200/e_morphology:method_dilate;kernel_octagon;radius_3;iterations_2',
      of: 'logo.png',
    },
    { chain: 'c_scale,w_200/e_morphology:method_convolve;kernel_ring;radius_6', of: 'landscape.jpg' },
  ],
});
