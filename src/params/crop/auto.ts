/** `c_auto`: Delivers the best crop of exactly the wanted size. */
import { action } from '../define.ts';
import { fillQualifiers, planFill } from './plans.ts';

export const auto = action({
  key: 'c',
  name: 'auto',
  title: 'crop mode auto',
  summary: 'Delivers the best crop of exactly the wanted size.',
  status: 'approximate',
  note: 'With compass gravity it is fill; choosing by what matters in the picture needs g_auto.',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  plan: (_args, context) => planFill(context, Number.POSITIVE_INFINITY),
  examples: [{ chain: 'c_auto,g_south,w_240,h_120', of: 'landscape.jpg' }],
});
