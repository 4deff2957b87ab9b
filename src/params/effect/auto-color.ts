/** `e_auto_color`: takes a colour cast away. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const autoColor = action({
  key: 'e',
  name: 'auto_color',
  title: 'effect auto_color',
  summary: 'Stretches each channel to the full range, which takes a colour cast away.',
  status: 'approximate',
  note: 'ImageMagick’s -channel RGB -contrast-stretch, half a percent cut off at both ends. A nearly flat channel is left alone.',
  args: { blend: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }) },
  plan: ({ blend }) =>
    succeed(
      blend === 0 ? [] : [{ op: 'auto-tone', contrast: 1, color: 1, brightness: 0, blend: blend / 100 }],
    ),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_color', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_brightness:-50/e_auto_color:50', of: 'landscape.jpg' },
  ],
});
