/** `c_mfit`: Like fit, but only enlarges: a picture that is larger than the box in either direction stays as it is. */
import { action } from '../define.ts';
import { sizeQualifiers } from './dimensions.ts';
import { planFit } from './plans.ts';

export const mfit = action({
  key: 'c',
  name: 'mfit',
  title: 'crop mode mfit',
  summary:
    'Like fit, but only enlarges: a picture that is larger than the box in either direction stays as it is.',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: sizeQualifiers,
  plan: (_args, context) => planFit(context, (fit) => Math.max(fit, 1)),
  examples: [{ chain: 'c_scale,w_100/c_mfit,w_240,h_240', of: 'landscape.jpg' }],
});
