/** The picture bent along a circle. */
import { arcShape } from '../../ops/warps.ts';
import type { RawPicture } from '../raw-picture.ts';
import { type Mapping, warp } from './warp.ts';

const smooth = (inside: number): number => (inside >= 0.5 ? 1 : inside <= -0.5 ? 0 : inside + 0.5);

export const bendAlongArc = (picture: RawPicture, degrees: number): RawPicture => {
  const shape = arcShape(picture, degrees);
  const { center, outer, inner, reach } = shape;
  const isRing = reach >= Math.PI - 1e-9;
  // Ends upwards: everything is turned by half, and turned back as it is read.
  const sign = degrees < 0 ? -1 : 1;
  const centerX = center.x;
  const centerY = sign < 0 ? shape.height - center.y : center.y;
  const middle = picture.width / 2;
  const perRadian = picture.width / (2 * reach);
  const mapping: Mapping = (x, y, origin) => {
    const dx = sign * (x - centerX);
    const dy = sign * (y - centerY);
    const radius = Math.max(1e-6, Math.sqrt(dx * dx + dy * dy));
    origin.covered = smooth(outer - radius) * smooth(radius - inner);
    if (origin.covered === 0) return;
    const angle = Math.atan2(dx, -dy);
    if (!isRing) origin.covered *= smooth(radius * (reach - Math.abs(angle)));
    const sin = dx / radius;
    const cos = -dy / radius;
    const along = perRadian / radius;
    origin.u = middle + sign * perRadian * angle;
    origin.v = sign < 0 ? picture.height - outer + radius : outer - radius;
    origin.uRight = along * cos;
    origin.vRight = -sin;
    origin.uDown = along * sin;
    origin.vDown = cos;
  };
  return warp(picture, shape, mapping);
};
