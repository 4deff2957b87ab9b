/** `o_`: translucency. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const opacity = action({
  key: 'o',
  title: 'opacity',
  summary: 'Makes the picture translucent; formats without alpha show it over white, or over b_.',
  sought: 'translucent fade',
  status: 'exact',
  args: { level: arg(int({ min: 0, max: 100, unit: '%' })) },
  stage: 'opacity',
  plan: ({ level }) => succeed(level === 100 ? [] : [{ op: 'opacity', factor: level / 100 }]),
  examples: [{ chain: 'c_scale,w_200/o_40', of: 'landscape.jpg' }],
});
