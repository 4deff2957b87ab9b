/** `c_auto_pad`: Like auto, padded where a crop would cut too much. */
import { action } from '../define.ts';
import { fillQualifiers, planFill } from './plans.ts';

export const autoPad = action({
  key: 'c',
  name: 'auto_pad',
  title: 'crop mode auto_pad',
  summary: 'Like auto, padded where a crop would cut too much.',
  status: 'approximate',
  note: 'With compass gravity nothing is detected, so nothing needs padding: it is fill.',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  plan: (_args, context) => planFill(context, Number.POSITIVE_INFINITY),
  examples: [{ chain: 'c_auto_pad,g_center,w_240,h_160', of: 'landscape.jpg' }],
});
