/** `c_auto_pad`: Like auto, padded where a crop would cut too much. */
import { action } from '../define.ts';
import { planCloseUp, planRoomy } from './attended.ts';
import { padQualifiers } from './plans.ts';

export const autoPad = action({
  key: 'c',
  name: 'auto_pad',
  title: 'crop mode auto_pad',
  summary: 'Like auto, padded where a crop would cut too much.',
  status: 'approximate',
  note: 'With compass gravity nothing is detected, so nothing needs padding: it is fill.',
  args: {},
  stage: 'crop',
  uses: padQualifiers,
  measures: 'attention',
  plan: (_args, context) => planRoomy(context, (cropped) => planCloseUp(cropped, 75)),
  examples: [
    { chain: 'c_auto_pad,g_center,w_240,h_160', of: 'landscape.jpg' },
    { chain: 'b_lightgray,c_auto_pad,g_auto,w_240,h_80', of: 'portrait.jpg' },
  ],
});
