/** `bo_`: a frame around the picture. */
import { succeed } from '../../result.ts';
import { transparent } from '../../values/color.ts';
import { arg, color, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';
import { growCorners, toCorners } from './corners.ts';

const margin = (width: number): Record<'bottom' | 'left' | 'right' | 'top', number> => ({
  left: width,
  top: width,
  right: width,
  bottom: width,
});

export const border = action({
  key: 'bo',
  title: 'border',
  summary: 'Adds a border outside the picture, so that both sides grow by twice its width.',
  note: 'With r_ in the same component the border follows the rounded shape.',
  status: 'exact',
  separator: '_',
  args: {
    width: arg(int({ min: 0, max: 25_000_000, unit: 'px', suffix: 'px', scales: true })),
    style: arg(keyword(['solid'])),
    color: arg(color()),
  },
  reads: ['r'],
  stage: 'border',
  plan: (args, { canvas, qualifiers }) => {
    const width = Math.round(args.width);
    if (width === 0) return succeed([]);
    const corners = qualifiers.r && toCorners(qualifiers.r, canvas);
    if (corners === undefined) return succeed([{ op: 'extend', ...margin(width), color: args.color }]);
    return succeed([
      { op: 'extend', ...margin(width), color: transparent },
      { op: 'underlay', color: args.color, corners: growCorners(corners, width) },
    ]);
  },
  examples: [
    { chain: 'c_scale,w_200/bo_6px_solid_rgb:c9a227', of: 'landscape.jpg' },
    { chain: 'c_fill,w_160,h_160,r_max,bo_8px_solid_firebrick', of: 'portrait.jpg' },
    { chain: 'c_fill,w_160,h_120,r_30,bo_6px_solid_rgb:00390b60', of: 'landscape.jpg' },
  ],
});
