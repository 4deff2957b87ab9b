/** How much of a pixel a rectangle with rounded corners covers, 0..1. Radii follow CSS Backgrounds 3, section 5.5. */
import type { Corners } from '../../ops/operation.ts';

interface Corner {
  /** Half axes of the corner's ellipse. */
  readonly rx: number;
  readonly ry: number;
}

/** One corner of a canvas: which pixels it may touch, and what is left of each. */
export interface CornerArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly coverageAt: (x: number, y: number) => number;
}

/** The four areas outside of which every pixel is covered whole. */
export const cornerAreas = (width: number, height: number, corners: Corners): readonly CornerArea[] => {
  const [topLeft, topRight, bottomRight, bottomLeft] = fitCorners(width, height, corners);
  return [
    area(topLeft, width, height, false, false),
    area(topRight, width, height, true, false),
    area(bottomRight, width, height, true, true),
    area(bottomLeft, width, height, false, true),
  ].filter(({ left, right, top, bottom }) => right > left && bottom > top);
};

/** Radii that would overlap are all made smaller by the same factor. */
const fitCorners = (
  width: number,
  height: number,
  corners: Corners,
): readonly [Corner, Corner, Corner, Corner] => {
  if (corners === 'ellipse') {
    const corner = { rx: width / 2, ry: height / 2 };
    return [corner, corner, corner, corner];
  }
  const [tl, tr, br, bl] = corners;
  const factor = Math.min(
    1,
    width / Math.max(tl + tr, Number.EPSILON),
    width / Math.max(bl + br, Number.EPSILON),
    height / Math.max(tl + bl, Number.EPSILON),
    height / Math.max(tr + br, Number.EPSILON),
  );
  const circle = (radius: number): Corner => ({ rx: radius * factor, ry: radius * factor });
  return [circle(tl), circle(tr), circle(br), circle(bl)];
};

const area = (
  corner: Corner,
  width: number,
  height: number,
  atRight: boolean,
  atBottom: boolean,
): CornerArea => {
  const { rx, ry } = corner;
  const empty = rx <= 0 || ry <= 0;
  const across = empty ? 0 : Math.min(width, Math.ceil(rx));
  const down = empty ? 0 : Math.min(height, Math.ceil(ry));
  return {
    left: atRight ? width - across : 0,
    right: atRight ? width : across,
    top: atBottom ? height - down : 0,
    bottom: atBottom ? height : down,
    // Distances inwards from the corner's two edges, so that one formula serves all four.
    coverageAt: (x, y) => ellipseCoverage(rx, ry, atRight ? width - 1 - x : x, atBottom ? height - 1 - y : y),
  };
};

/**
 * Signed distance of the pixel's centre from the ellipse (first-order: value over gradient), as a ramp one pixel
 * wide. Half axes under half a pixel leave the pixel nearly whole.
 */
const ellipseCoverage = (rx: number, ry: number, x: number, y: number): number => {
  const dx = rx - x - 0.5;
  const dy = ry - y - 0.5;
  if (dx <= 0 || dy <= 0) return 1;
  const u = dx / rx;
  const v = dy / ry;
  const length = Math.sqrt(u * u + v * v);
  // Only along the curve is anything in between.
  const reach = 0.5 / Math.min(rx, ry);
  if (length < 1 - reach) return 1;
  if (length > 1 + reach) return 0;
  const gradient = Math.hypot(u / rx, v / ry) / length;
  const distance = (length - 1) / gradient;
  return Math.min(1, Math.max(0, 0.5 - distance));
};
