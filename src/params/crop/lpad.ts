/** `c_lpad`: Like pad, but the picture is never enlarged. */
import { action } from '../define.ts';
import { padQualifiers, planPad } from './plans.ts';

export const lpad = action({
  key: 'c',
  name: 'lpad',
  title: 'crop mode lpad',
  summary: 'Like pad, but the picture is never enlarged.',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: padQualifiers,
  plan: (_args, context) => planPad(context, 1),
  examples: [{ chain: 'c_scale,w_120/c_lpad,w_240,h_200,b_lightgray', of: 'landscape.jpg' }],
});
