/** `c_thumb`: Cuts a thumbnail of exactly the wanted size out of the picture. */
import { action } from '../define.ts';
import { fillQualifiers, planFill } from './plans.ts';

export const thumb = action({
  key: 'c',
  name: 'thumb',
  title: 'crop mode thumb',
  summary: 'Cuts a thumbnail of exactly the wanted size out of the picture.',
  status: 'approximate',
  note: 'With compass gravity it is fill; framing a face comes with face detection.',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  plan: (_args, context) => planFill(context, Number.POSITIVE_INFINITY),
  examples: [{ chain: 'c_thumb,g_north,w_160,h_160', of: 'portrait.jpg' }],
});
