/** `c_mpad`: pads up to at least the wanted size without ever scaling; a larger picture is delivered as it is. */
import { succeed } from '../../result.ts';
import { action } from '../define.ts';
import { roundSize, wantedSize } from './dimensions.ts';
import { padQualifiers, padTo } from './plans.ts';

export const mpad = action({
  key: 'c',
  name: 'mpad',
  title: 'crop mode mpad',
  summary: 'Pads up to at least the wanted size without scaling; a side that is longer stays as it is.',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: padQualifiers,
  plan: (_args, context) => {
    const { canvas, qualifiers } = context;
    const wanted = wantedSize(qualifiers, canvas, 'around');
    if (wanted === undefined) return succeed([]);
    const { width, height } = roundSize(wanted);
    const box = { width: Math.max(width, canvas.width), height: Math.max(height, canvas.height) };
    return padTo(canvas, box, context);
  },
  examples: [{ chain: 'c_scale,w_160/c_mpad,w_240,h_200,b_gold', of: 'landscape.jpg' }],
});
