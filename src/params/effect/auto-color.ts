/** `e_auto_color`: takes a colour cast away. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const autoColor = action({
  key: 'e',
  name: 'auto_color',
  title: 'effect auto_color',
  summary:
    'Takes a colour cast away: makes the brightest white, the darkest black, and stretches what lies between.',
  status: 'approximate',
  note: 'The balance goes by the mean colours of the brightest and of the darkest half percent, if the brightest is near enough to white: what is all of one colour keeps it, with the contrast of e_auto_contrast. A nearly flat picture is left alone.',
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
