/** CSS-like corner radii: one to four values, each capped at half the short side. */
import type { Canvas } from '../../ops/facts.ts';
import type { Corners } from '../../ops/operation.ts';
import type { Qualifiers } from '../define.ts';

/** Undefined when every corner is square. */
export const toCorners = (radii: Qualifiers['r'], { width, height }: Canvas): Corners | undefined => {
  if (radii.length === 1 && radii[0] === 'max') return 'ellipse';
  const half = Math.min(width, height) / 2;
  const [first = 0, second = first, third = first, fourth = second] = radii.map((radius) =>
    radius === 'max' ? half : Math.min(radius, half),
  );
  const corners = [first, second, third, fourth] as const;
  return corners.some((radius) => radius > 0) ? corners : undefined;
};

/** The same corners around a margin of `width`; square corners stay square. */
export const growCorners = (corners: Corners, width: number): Corners => {
  if (corners === 'ellipse') return corners;
  const grow = (radius: number): number => (radius === 0 ? 0 : radius + width);
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  return [grow(topLeft), grow(topRight), grow(bottomRight), grow(bottomLeft)];
};
