/** The picture as if its corners had been pulled elsewhere. */
import { perspectiveBox, projectionBack, type Quad } from '../../ops/warps.ts';
import type { RawPicture } from '../raw-picture.ts';
import { type Mapping, warp } from './warp.ts';

/**
 * How far a point lies inside of the four edges: for each three numbers, x times the first, plus y times the second,
 * plus the third. Inside is where the middle of the shape is.
 */
const edgesOf = (corners: Quad): Float64Array => {
  const middleX = corners.reduce((sum, { x }) => sum + x, 0) / 4;
  const middleY = corners.reduce((sum, { y }) => sum + y, 0) / 4;
  const edges = corners.map((from, index) => {
    const to = corners[(index + 1) % 4]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const [nx, ny] = [(from.y - to.y) / length, (to.x - from.x) / length];
    const offset = -(nx * from.x + ny * from.y);
    const sign = nx * middleX + ny * middleY + offset < 0 ? -1 : 1;
    return [sign * nx, sign * ny, sign * offset];
  });
  return Float64Array.from(edges.flat());
};

/** Edges half a pixel wide to each side, so that they are smooth. */
const coverageOf = (edges: Float64Array, x: number, y: number): number => {
  let covered = 1;
  for (let at = 0; at < 12; at += 3) {
    const inside = edges[at]! * x + edges[at + 1]! * y + edges[at + 2]! + 0.5;
    if (inside <= 0) return 0;
    if (inside < 1) covered *= inside;
  }
  return covered;
};

export const changePerspective = (picture: RawPicture, corners: Quad): RawPicture => {
  const box = perspectiveBox(picture, corners);
  const { a, b, c, d, e, f, g, h } = projectionBack(picture, corners);
  const edges = edgesOf(corners);
  const mapping: Mapping = (column, row, origin) => {
    const x = column + box.x;
    const y = row + box.y;
    origin.covered = coverageOf(edges, x, y);
    if (origin.covered === 0) return;
    const scale = 1 / (g * x + h * y + 1);
    const u = (a * x + b * y + c) * scale;
    const v = (d * x + e * y + f) * scale;
    origin.u = u;
    origin.v = v;
    origin.uRight = (a - u * g) * scale;
    origin.vRight = (d - v * g) * scale;
    origin.uDown = (b - u * h) * scale;
    origin.vDown = (e - v * h) * scale;
  };
  return warp(picture, box, mapping);
};
