/** Where a layer is laid on somebody: a part of the picture with an up of its own. */
import { applyTo, turning } from './affine.ts';
import type { Landmarks } from './face.ts';
import type { Rect } from './focus.ts';
import type { Point, Size } from './placement.ts';

export interface Spot extends Size {
  readonly middle: Point;
  /** How far it is turned clockwise about its middle. */
  readonly degrees: number;
}

/** `rect`: as it lies in the picture that was turned back by so much about its corner. */
export const toSpot = ({ left, top, width, height }: Rect, degrees = 0): Spot => ({
  width,
  height,
  degrees,
  middle: applyTo(turning(degrees), { x: left + width / 2, y: top + height / 2 }),
});

export const turnBack = (landmarks: Landmarks, degrees: number): Landmarks =>
  landmarks.map(([x, y]) => {
    const at = applyTo(turning(-degrees), { x, y });
    return [at.x, at.y] as const;
  });

const meanOf = (points: Landmarks): Point => ({
  x: points.reduce((sum, [x]) => sum + x, 0) / points.length,
  y: points.reduce((sum, [, y]) => sum + y, 0) / points.length,
});

/** How far a head is turned clockwise, 0..360 to a tenth of a degree: the line between its eyes, with the mouth below, in a mirrored picture as well. */
export const tiltOf = (landmarks: Landmarks): number => {
  const [right, left] = [meanOf(landmarks.slice(36, 42)), meanOf(landmarks.slice(42, 48))];
  const mouth = meanOf(landmarks.slice(48, 68));
  const across = { x: left.x - right.x, y: left.y - right.y };
  const down = { x: mouth.x - (left.x + right.x) / 2, y: mouth.y - (left.y + right.y) / 2 };
  const sign = across.x * down.y < across.y * down.x ? -1 : 1;
  const degrees = (Math.atan2(sign * across.y, sign * across.x) * 180) / Math.PI;
  return ((Math.round(degrees * 10) + 3600) % 3600) / 10;
};
