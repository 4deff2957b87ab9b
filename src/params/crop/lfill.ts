/** `c_lfill`: Like fill, but never enlarges; a side that is longer than wanted is still cut. */
import { action } from '../define.ts';
import { fillQualifiers, planFill } from './plans.ts';

export const lfill = action({
  key: 'c',
  name: 'lfill',
  title: 'crop mode lfill',
  summary: 'Like fill, but never enlarges; a side that is longer than wanted is still cut.',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  measures: 'attention',
  plan: (_args, context) => planFill(context, 1),
  examples: [{ chain: 'c_lfill,w_200,h_200', of: 'portrait.jpg' }],
});
