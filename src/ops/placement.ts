/** Where one rectangle lies in another: compass gravity with offsets. */
import type { Box } from './operation.ts';

export const compassWords = [
  'north_west',
  'north',
  'north_east',
  'west',
  'center',
  'east',
  'south_west',
  'south',
  'south_east',
] as const;
export type Compass = (typeof compassWords)[number];

/** `xy_center`: the offset is the centre itself. */
export type Gravity = Compass | 'xy_center';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const endsWith = (gravity: Compass, side: 'east' | 'west'): boolean => gravity.endsWith(side);

/** x counts from the right for what lies in the east; y counts upwards for what lies in the south (LANGUAGE section 3, x_). */
const direction = (gravity: Compass): Point => ({
  x: endsWith(gravity, 'east') ? -1 : 1,
  y: gravity.startsWith('south') ? -1 : 1,
});

const anchor = (gravity: Compass, free: Point): Point => {
  const x = endsWith(gravity, 'west') ? 0 : endsWith(gravity, 'east') ? free.x : Math.floor(free.x / 2);
  const y = gravity.startsWith('north') ? 0 : gravity.startsWith('south') ? free.y : Math.floor(free.y / 2);
  return { x, y };
};

/** Top left corner of `inner` within `outer`, in whole pixels; may lie outside. */
export const place = (inner: Size, outer: Size, gravity: Gravity, offset: Point): Point => {
  if (gravity === 'xy_center') {
    return { x: Math.round(offset.x - inner.width / 2), y: Math.round(offset.y - inner.height / 2) };
  }
  const sign = direction(gravity);
  const start = anchor(gravity, { x: outer.width - inner.width, y: outer.height - inner.height });
  return { x: start.x + sign.x * Math.round(offset.x), y: start.y + sign.y * Math.round(offset.y) };
};

/** The same window pushed inside `outer`, which must be at least as large. */
export const pushInside = ({ x, y }: Point, inner: Size, outer: Size): Point => ({
  x: Math.min(Math.max(x, 0), outer.width - inner.width),
  y: Math.min(Math.max(y, 0), outer.height - inner.height),
});

/** What of a window lies within `outer`; undefined when nothing does. */
export const intersect = ({ x, y }: Point, inner: Size, outer: Size): Box | undefined => {
  const left = Math.max(x, 0);
  const top = Math.max(y, 0);
  const width = Math.min(x + inner.width, outer.width) - left;
  const height = Math.min(y + inner.height, outer.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
};

/** The same shape with no side longer than this, in whole pixels; never enlarged. */
export const scaleInside = ({ width, height }: Size, maxSide: number): Size => {
  const factor = Math.min(1, maxSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
};
