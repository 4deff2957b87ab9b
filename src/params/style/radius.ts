/** `r_`: rounded corners. */
import { succeed } from '../../result.ts';
import { arg, either, int, keyword, list } from '../../values/spec.ts';
import { action } from '../define.ts';
import { toCorners } from './corners.ts';

export const radius = action({
  key: 'r',
  title: 'radius',
  summary: 'Rounds the corners: one to four radii in CSS order, or max for an ellipse over the full size.',
  sought: 'circle avatar',
  status: 'exact',
  args: {
    radii: arg(
      list(either(int({ min: 0, max: 25_000_000, unit: 'px', scales: true }), keyword(['max'])), {
        separator: ':',
        min: 1,
        max: 4,
      }),
    ),
  },
  stage: 'radius',
  plan: ({ radii }, { canvas }) => {
    const corners = toCorners(radii, canvas);
    return succeed(corners === undefined ? [] : [{ op: 'round-corners', corners }]);
  },
  examples: [
    { chain: 'c_fill,w_160,h_160,r_max', of: 'portrait.jpg' },
    { chain: 'c_fill,w_200,h_160/r_40:0:80:20', of: 'landscape.jpg' },
  ],
});
