/** `e_blue`: more or less blue. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { shiftChannel } from './shift-channel.ts';

export const blue = action({
  key: 'e',
  name: 'blue',
  title: 'effect blue',
  summary: 'Adds to the blue of every pixel, or takes away from it.',
  status: 'approximate',
  note: 'The level is a percentage of the full range: 100 adds all blue there is, -100 leaves none.',
  args: { level: arg(int({ min: -100, max: 100, unit: '%' }), { default: 0 }) },
  plan: ({ level }) => succeed(shiftChannel(2, level)),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_blue:30', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_blue:-40', of: 'landscape.jpg' },
  ],
});
