/** The picture bent along a circle. */
import { arcShape } from '../../ops/warps.ts';
import type { RawPicture } from '../raw-picture.ts';
import { type Mapping, warp } from './warp.ts';

const smooth = (inside: number): number => Math.min(1, Math.max(0, inside + 0.5));

export const bendAlongArc = (picture: RawPicture, degrees: number): RawPicture => {
  const shape = arcShape(picture, degrees);
  const { center, outer, inner, reach } = shape;
  const isRing = reach >= Math.PI - 1e-9;
  // Ends upwards: everything is turned by half, and turned back as it is read.
  const sign = degrees < 0 ? -1 : 1;
  const mapping: Mapping = (column, row, origin) => {
    const x = sign < 0 ? shape.width - column : column;
    const y = sign < 0 ? shape.height - row : row;
    const [dx, dy] = [x - center.x, y - center.y];
    const radius = Math.max(1e-6, Math.hypot(dx, dy));
    const angle = Math.atan2(dx, -dy);
    const side = isRing ? 1 : smooth(radius * (reach - Math.abs(angle)));
    origin.covered = smooth(outer - radius) * smooth(radius - inner) * side;
    if (origin.covered === 0) return;
    const u = picture.width * (0.5 + angle / (2 * reach));
    const v = outer - radius;
    origin.u = sign < 0 ? picture.width - u : u;
    origin.v = sign < 0 ? picture.height - v : v;
    const along = picture.width / (2 * reach * radius);
    const [sin, cos] = [dx / radius, -dy / radius];
    origin.uRight = along * cos;
    origin.vRight = -sin;
    origin.uDown = along * sin;
    origin.vDown = cos;
  };
  return warp(picture, shape, mapping);
};
