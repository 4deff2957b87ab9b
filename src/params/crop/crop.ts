/** `c_crop`: cuts a window of the wanted size out of the picture at its native scale. */
import { succeed } from '../../result.ts';
import { action } from '../define.ts';
import { cutWindow, roundSize, wantedSize } from './dimensions.ts';
import { fillQualifiers } from './plans.ts';

export const crop = action({
  key: 'c',
  name: 'crop',
  title: 'crop mode crop',
  summary: 'Cuts a window of the wanted size out of the picture at its native scale.',
  status: 'exact',
  note: 'x or y without gravity count from the top left; neither means the centre. A window is clamped to the picture.',
  args: {},
  stage: 'crop',
  uses: fillQualifiers,
  measures: 'attention',
  plan: (_args, { canvas, qualifiers, attention }) => {
    const isAsked = qualifiers.x !== undefined || qualifiers.y !== undefined;
    const wanted = wantedSize(qualifiers, canvas, 'inside');
    if (wanted === undefined && !isAsked) return succeed([]);
    return cutWindow(canvas, roundSize(wanted ?? canvas), qualifiers, attention);
  },
  examples: [
    { chain: 'c_crop,w_240,h_160,x_480,y_300', of: 'landscape.jpg' },
    { chain: 'c_crop,g_south_east,w_0.2,h_0.2', of: 'landscape.jpg' },
    { chain: 'c_crop,ar_1.0/c_scale,w_160', of: 'landscape.jpg' },
    { chain: 'c_crop,g_auto,w_240,h_240', of: 'still-life.jpg' },
  ],
});
