/** `c_fill_pad`: Like fill, with margins where it would cut off what matters. */
import { action, conflict } from '../define.ts';
import { planRoomy } from './attended.ts';
import { padQualifiers, planFill } from './plans.ts';

export const fillPad = action({
  key: 'c',
  name: 'fill_pad',
  title: 'crop mode fill_pad',
  summary: 'Like fill, with margins where it would cut off what matters.',
  status: 'approximate',
  note: 'Only with g_auto. A crop is bad when it loses a quarter of what matters; what has to be added for it not to is published nowhere.',
  args: {},
  stage: 'crop',
  uses: padQualifiers,
  measures: 'attention',
  plan: (_args, context) =>
    typeof context.qualifiers.g === 'object'
      ? planRoomy(context, (filled) => planFill(filled, Number.POSITIVE_INFINITY))
      : conflict('c_fill_pad needs g_auto', 'use c_fill or c_pad'),
  examples: [
    { chain: 'b_lightgray,c_fill_pad,g_auto,w_240,h_80', of: 'portrait.jpg' },
    { chain: 'c_fill_pad,g_auto,w_240,h_160', of: 'landscape.jpg' },
  ],
});
