/** `e_brightness_hsb`: brighter or darker without a change of hue. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const brightnessHsb = action({
  key: 'e',
  name: 'brightness_hsb',
  title: 'effect brightness_hsb',
  summary: 'Makes the picture brighter or darker and keeps hue and saturation.',
  status: 'approximate',
  note: 'Multiplies the B of HSB by 1 + level/100; a colour grows no further than its largest channel can, so that none turns white.',
  args: { level: arg(int({ min: -99, max: 100 }), { default: 80 }) },
  plan: ({ level }) => succeed(level === 0 ? [] : [{ op: 'brightness-hsb', factor: 1 + level / 100 }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_brightness_hsb', of: 'still-life.jpg' },
    { chain: 'c_scale,w_200/e_brightness_hsb:-40', of: 'still-life.jpg' },
  ],
});
