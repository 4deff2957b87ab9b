/** `c_thumb`: Cuts a thumbnail of exactly the wanted size out of the picture. */
import { action } from '../define.ts';
import { planCloseUp } from './attended.ts';
import { fillQualifiers } from './plans.ts';

export const thumb = action({
  key: 'c',
  name: 'thumb',
  title: 'crop mode thumb',
  summary: 'Cuts a thumbnail of exactly the wanted size out of the picture.',
  status: 'approximate',
  note: 'With g_auto, a number says how much to keep of the picture: g_auto:0 is nearest, g_auto:100 is fill, and 50 holds without one. With compass gravity it is fill; framing a face comes with face detection.',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  measures: 'attention',
  plan: (_args, context) => planCloseUp(context, 50),
  examples: [
    { chain: 'c_thumb,g_north,w_160,h_160', of: 'portrait.jpg' },
    { chain: 'c_thumb,g_auto,w_160,h_160', of: 'still-life.jpg' },
    { chain: 'c_thumb,g_auto:0,w_160,h_160', of: 'still-life.jpg' },
  ],
});
