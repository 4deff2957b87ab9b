/** `c_fill`: Covers exactly the wanted size, keeping the ratio; what is over is cut off where gravity says. */
import { action } from '../define.ts';
import { fillQualifiers, planFill } from './plans.ts';

export const fill = action({
  key: 'c',
  name: 'fill',
  title: 'crop mode fill',
  summary: 'Covers exactly the wanted size, keeping the ratio; what is over is cut off where gravity says.',
  sought: 'cover square',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  measures: 'attention',
  plan: (_args, context) => planFill(context, Number.POSITIVE_INFINITY),
  examples: [
    { chain: 'c_fill,w_200,h_200', of: 'portrait.jpg' },
    { chain: 'c_fill,ar_16:9,w_240', of: 'portrait.jpg' },
    { chain: 'c_fill,g_north_west,w_120,h_240', of: 'portrait.jpg' },
    { chain: 'c_fill,g_face,h_100,w_240', of: 'portrait.jpg' },
    { chain: 'a_180/c_fill,g_faces,h_100,w_240', of: 'portrait.jpg' },
    { chain: 'c_fill,g_face,h_90,w_240', of: 'landscape.jpg' },
    { chain: 'c_fill,g_auto,w_240,h_100', of: 'portrait.jpg' },
    { chain: 'c_fill,g_auto:aoi_0.7_0.1_0.2_0.3,w_100,h_200', of: 'still-life.jpg' },
    { chain: 'a_90/c_fill,g_auto,w_240,h_120', of: 'landscape.jpg' },
  ],
});
