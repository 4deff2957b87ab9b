/** `c_pad`: Fits the whole picture into exactly the wanted size and fills the rest with the background. */
import { action } from '../define.ts';
import { padQualifiers, planPad } from './plans.ts';

export const pad = action({
  key: 'c',
  name: 'pad',
  title: 'crop mode pad',
  summary: 'Fits the whole picture into exactly the wanted size and fills the rest with the background.',
  sought: 'letterbox bars',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: padQualifiers,
  plan: (_args, context) => planPad(context, Number.POSITIVE_INFINITY),
  examples: [
    { chain: 'c_pad,w_240,h_240,b_rgb:223344', of: 'landscape.jpg' },
    { chain: 'c_pad,g_north,w_240,h_240', of: 'landscape.jpg' },
    { chain: 'b_auto,c_pad,w_240,h_240', of: 'landscape.jpg' },
    { chain: 'b_auto:predominant_contrast,c_pad,w_240,h_200', of: 'still-life.jpg' },
    { chain: 'b_auto:border_gradient:2:vertical,c_pad,w_200,h_240', of: 'landscape.jpg' },
    {
      chain: 'b_auto:predominant_gradient:4:palette_gold_navy_teal_maroon,c_pad,w_240,h_240',
      of: 'still-life.jpg',
    },
    { chain: 'b_blurred:150:-30,c_pad,w_280,h_160', of: 'portrait.jpg' },
    { chain: 'b_auto,c_pad,w_240,h_200', of: 'logo.png' },
  ],
});
