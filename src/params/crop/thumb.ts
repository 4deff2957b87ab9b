/** `c_thumb`: Cuts a thumbnail of exactly the wanted size out of the picture. */
import { action } from '../define.ts';
import { planClose, planCloseUp } from './attended.ts';
import { closeQualifiers } from './plans.ts';

export const thumb = action({
  key: 'c',
  name: 'thumb',
  title: 'crop mode thumb',
  summary: 'Cuts a thumbnail of exactly the wanted size out of the picture.',
  sought: 'avatar headshot close to a face',
  status: 'approximate',
  note: 'With g_auto, a number says how much to keep of the picture: g_auto:0 is nearest, g_auto:100 is fill, and 50 holds without one. With g_face it shows head and shoulders, the eyes in the upper third, and z goes closer; how much Cloudinary shows is published nowhere. With compass gravity, and where nothing is found, it is fill.',
  args: {},
  stage: 'crop',
  uses: closeQualifiers,
  measures: 'attention',
  plan: (_args, context) => planClose(context) ?? planCloseUp(context, 50),
  examples: [
    { chain: 'c_thumb,g_north,w_160,h_160', of: 'portrait.jpg' },
    { chain: 'c_thumb,g_face,h_160,w_160', of: 'portrait.jpg' },
    { chain: 'c_thumb,g_face,h_160,w_160,z_1.8', of: 'portrait.jpg' },
    { chain: 'a_20/c_thumb,g_adv_eyes,h_80,w_240', of: 'portrait.jpg' },
    { chain: 'c_thumb,g_auto,w_160,h_160', of: 'still-life.jpg' },
    { chain: 'c_thumb,g_auto:0,w_160,h_160', of: 'still-life.jpg' },
  ],
});
