/** `c_scale`: Resizes to exactly the wanted size; the picture may be distorted. One side alone keeps the ratio. */
import { succeed } from '../../result.ts';
import { action } from '../define.ts';
import { resizeTo, roundSize, sizeQualifiers, wantedSize } from './dimensions.ts';

export const scale = action({
  key: 'c',
  name: 'scale',
  title: 'crop mode scale',
  summary:
    'Resizes to exactly the wanted size; the picture may be distorted. One side alone keeps the ratio.',
  sought: 'stretch',
  status: 'exact',
  args: {},
  stage: 'crop',
  uses: sizeQualifiers,
  plan: (_args, { canvas, qualifiers }) => {
    const wanted = wantedSize(qualifiers, canvas, 'inside');
    return succeed(wanted === undefined ? [] : resizeTo(canvas, roundSize(wanted)));
  },
  examples: [
    { chain: 'c_scale,w_240', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160,h_240', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/c_scale,fl_ignore_aspect_ratio,w_120', of: 'landscape.jpg' },
  ],
});
