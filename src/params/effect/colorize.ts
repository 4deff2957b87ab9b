/** `e_colorize`: lays a colour over the picture. */
import { succeed } from '../../result.ts';
import { gray } from '../../values/color.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { blendWith } from './blend-with.ts';

export const colorize = action({
  key: 'e',
  name: 'colorize',
  title: 'effect colorize',
  summary: 'Blends all colours with that of co_ (grey without one); what is transparent stays so.',
  status: 'exact',
  note: 'A translucent colour counts in proportion.',
  args: { level: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }) },
  uses: ['co'],
  plan: ({ level }, { qualifiers: { co = gray } }) => succeed(blendWith(co, level / 100)),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/co_rgb:1d6fa5,e_colorize:50', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/co_crimson,e_colorize', of: 'logo.png' },
  ],
});
