/** `c_fit`: Resizes to the largest size inside the wanted box; the whole picture stays visible. */
import { action } from '../define.ts';
import { sizeQualifiers } from './dimensions.ts';
import { planFit } from './plans.ts';

export const fit = action({
  key: 'c',
  name: 'fit',
  title: 'crop mode fit',
  summary: 'Resizes to the largest size inside the wanted box; the whole picture stays visible.',
  sought: 'inside contain',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: sizeQualifiers,
  plan: (_args, context) => planFit(context, (factor) => factor),
  examples: [{ chain: 'c_fit,w_200,h_200', of: 'landscape.jpg' }],
});
