/** `e_green`: more or less green. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { shiftChannel } from './shift-channel.ts';

export const green = action({
  key: 'e',
  name: 'green',
  title: 'effect green',
  summary: 'Adds to the green of every pixel, or takes away from it.',
  status: 'approximate',
  note: 'The level is a percentage of the full range: 100 adds all green there is, -100 leaves none.',
  args: { level: arg(int({ min: -100, max: 100, unit: '%' }), { default: 0 }) },
  plan: ({ level }) => succeed(shiftChannel(1, level)),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_green:30', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_green:-40', of: 'landscape.jpg' },
  ],
});
