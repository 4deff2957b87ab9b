/** `e_colorize`: lays a colour over the picture. */
import { succeed } from '../../result.ts';
import { gray } from '../../values/color.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const colorize = action({
  key: 'e',
  name: 'colorize',
  title: 'effect colorize',
  summary: 'Blends all colours with that of co_ (grey without one); what is transparent stays so.',
  status: 'exact',
  note: 'A translucent colour counts in proportion.',
  args: { level: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }) },
  uses: ['co'],
  plan: ({ level }, { qualifiers: { co = gray } }) => {
    const share = (level / 100) * co.alpha;
    if (share === 0) return succeed([]);
    const rest = 1 - share;
    return succeed([
      { op: 'linear', multiply: [rest, rest, rest], add: [co.r * share, co.g * share, co.b * share] },
    ]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/co_rgb:1d6fa5,e_colorize:50', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/co_crimson,e_colorize', of: 'logo.png' },
  ],
});
