/** `e_red`: more or less red. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { shiftChannel } from './shift-channel.ts';

export const red = action({
  key: 'e',
  name: 'red',
  title: 'effect red',
  summary: 'Adds to the red of every pixel, or takes away from it.',
  status: 'approximate',
  note: 'The level is a percentage of the full range: 100 adds all red there is, -100 leaves none.',
  args: { level: arg(int({ min: -100, max: 100, unit: '%' }), { default: 0 }) },
  plan: ({ level }) => succeed(shiftChannel(0, level)),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_red:30', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_red:-40', of: 'landscape.jpg' },
  ],
});
