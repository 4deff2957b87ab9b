/** `c_limit`: Like fit, but never enlarges. */
import { action } from '../define.ts';
import { sizeQualifiers } from './dimensions.ts';
import { planFit } from './plans.ts';

export const limit = action({
  key: 'c',
  name: 'limit',
  title: 'crop mode limit',
  summary: 'Like fit, but never enlarges.',
  sought: 'shrink resize at most',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: sizeQualifiers,
  plan: (_args, context) => planFit(context, (fit) => Math.min(fit, 1)),
  examples: [{ chain: 'c_limit,w_200,h_200', of: 'landscape.jpg' }],
});
