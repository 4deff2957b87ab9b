/** `e_auto_contrast`: stretches the tones to the full range. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const autoContrast = action({
  key: 'e',
  name: 'auto_contrast',
  title: 'effect auto_contrast',
  summary: 'Stretches light and dark to the full range and keeps the balance of colours.',
  status: 'approximate',
  note: 'ImageMagick’s -contrast-stretch over all channels together, half a percent cut off at both ends. A nearly flat picture is left alone.',
  args: { blend: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }) },
  plan: ({ blend }) =>
    succeed(
      blend === 0 ? [] : [{ op: 'auto-tone', contrast: 1, color: 0, brightness: 0, blend: blend / 100 }],
    ),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_contrast', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_contrast:50', of: 'landscape.jpg' },
  ],
});
