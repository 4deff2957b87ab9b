/** `e_auto_brightness`: brings the middle of the tones to the middle. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const autoBrightness = action({
  key: 'e',
  name: 'auto_brightness',
  title: 'effect auto_brightness',
  summary: 'Makes a dark picture brighter and a bright one darker, by what is in it.',
  status: 'approximate',
  note: 'ImageMagick’s -auto-gamma on luma: the exponent that takes the mean to 0.45, between 0.45 and 1.6. A nearly flat picture is left alone.',
  args: { blend: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }) },
  plan: ({ blend }) =>
    succeed(
      blend === 0 ? [] : [{ op: 'auto-tone', contrast: 0, color: 0, brightness: 1, blend: blend / 100 }],
    ),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_brightness', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_brightness:50', of: 'portrait.jpg' },
  ],
});
