/** `e_gamma`: brightens or darkens the middle tones and leaves black and white where they are. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { toTable } from './curves.ts';

export const gamma = action({
  key: 'e',
  name: 'gamma',
  title: 'effect gamma',
  summary: 'Brightens or darkens the middle tones; black stays black and white stays white.',
  status: 'approximate',
  note: 'ImageMagick’s -gamma with 1 + level/100: every channel is raised to the power of 1 / (1 + level/100).',
  args: { level: arg(int({ min: -50, max: 150 }), { default: 0 }) },
  plan: ({ level }) => {
    if (level === 0) return succeed([]);
    return succeed([{ op: 'maplut', table: toTable((value) => value ** (1 / (1 + level / 100))) }]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_gamma:50', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_gamma:-50', of: 'portrait.jpg' },
  ],
});
