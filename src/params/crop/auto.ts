/** `c_auto`: Delivers the best crop of exactly the wanted size. */
import { action } from '../define.ts';
import { planClose, planCloseUp } from './attended.ts';
import { closeQualifiers } from './plans.ts';

export const auto = action({
  key: 'c',
  name: 'auto',
  title: 'crop mode auto',
  summary: 'Delivers the best crop of exactly the wanted size.',
  status: 'approximate',
  note: 'With g_auto as near to what matters as the wanted size allows without enlarging; how near is published nowhere. With compass gravity it is fill.',
  args: {},
  stage: 'crop',
  uses: closeQualifiers,
  measures: 'attention',
  plan: (_args, context) =>
    (context.qualifiers.z === undefined ? undefined : planClose(context)) ?? planCloseUp(context, 75),
  examples: [
    { chain: 'c_auto,g_south,w_240,h_120', of: 'landscape.jpg' },
    { chain: 'c_auto,g_auto,w_160,h_240', of: 'still-life.jpg' },
  ],
});
