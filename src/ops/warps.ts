/** Pictures bent out of their rectangle: where each pixel of the result comes from, and how much room that takes. */

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/**
 * Moves the corners of the picture to these points, which make a convex shape; straight lines stay straight. The canvas
 * grows to hold them, and keeps all of the room that it had: see `perspectiveBox`.
 */
export interface Perspective {
  readonly op: 'perspective';
  readonly corners: Quad;
}

/**
 * Bends the picture along a circle of so many degrees (-360..360, never 0): the ends point downwards, upwards when
 * negative. The middle line keeps its length, and the height stays; what would lie beyond the centre is lost.
 */
export interface Arc {
  readonly op: 'arc';
  readonly degrees: number;
}

export type Warp = Arc | Perspective;

/** What is nearer to a whole pixel than this was meant to be one. */
const roundingError = 1e-6;

const floor = (value: number): number => Math.floor(value + roundingError);
const ceil = (value: number): number => Math.ceil(value - roundingError);

/** The corners of a picture that is left as it is. */
export const cornersOf = ({ width, height }: Size): Quad => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

/** The canvas after the warp, in pixels of the one before: x and y are those of its corner, and never above 0. */
export const perspectiveBox = ({ width, height }: Size, corners: Quad): Point & Size => {
  const left = floor(Math.min(0, ...corners.map(({ x }) => x)));
  const top = floor(Math.min(0, ...corners.map(({ y }) => y)));
  const right = ceil(Math.max(width, ...corners.map(({ x }) => x)));
  const bottom = ceil(Math.max(height, ...corners.map(({ y }) => y)));
  return { x: left, y: top, width: right - left, height: bottom - top };
};

/** Twice the area of the triangle that three corners make, with the sign of the turn in the second. */
const turn = (before: Point, here: Point, after: Point): number =>
  (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x);

/** Whether every corner turns the same way, by at least a pixel's worth; the picture may be mirrored. */
export const isConvex = ([a, b, c, d]: Quad): boolean => {
  const turns = [turn(d, a, b), turn(a, b, c), turn(b, c, d), turn(c, d, a)];
  return turns.every((area) => area >= 1) || turns.every((area) => area <= -1);
};

/** u = (a x + b y + c) / (g x + h y + 1) and v = (d x + e y + f) / (g x + h y + 1). */
export type Projection = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h', number>>;

/** From the unit square to the quadrilateral: Heckbert, https://www.cs.cmu.edu/~ph/texfund/texfund.pdf, section 2.2.3. */
const fromUnitSquare = ([p0, p1, p2, p3]: Quad): Projection => {
  const [sumX, sumY] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y];
  const [dx1, dx2] = [p1.x - p2.x, p3.x - p2.x];
  const [dy1, dy2] = [p1.y - p2.y, p3.y - p2.y];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sumX * dy2 - dx2 * sumY) / area;
  const h = (dx1 * sumY - sumX * dy1) / area;
  return {
    a: p1.x - p0.x + g * p1.x,
    b: p3.x - p0.x + h * p3.x,
    c: p0.x,
    d: p1.y - p0.y + g * p1.y,
    e: p3.y - p0.y + h * p3.y,
    f: p0.y,
    g,
    h,
  };
};

/** From a point of the result back to the picture, both in pixels from the top left of the picture as it was. */
export const projectionBack = ({ width, height }: Size, corners: Quad): Projection => {
  const { a, b, c, d, e, f, g, h } = fromUnitSquare(corners);
  // The adjugate undoes a projection but for a common factor.
  const scale = a * e - b * d;
  const [across, down] = [width / scale, height / scale];
  return {
    a: (e - f * h) * across,
    b: (c * h - b) * across,
    c: (b * f - c * e) * across,
    d: (f * g - d) * down,
    e: (a - c * g) * down,
    f: (c * d - a * f) * down,
    g: (d * h - e * g) / scale,
    h: (b * g - a * h) / scale,
  };
};

/** Where the picture lies on its circle. */
export interface ArcShape extends Size {
  /** The middle of the circle on the new canvas. */
  readonly center: Point;
  /** Distances from there of the top and the bottom of the picture; the bottom may lie beyond the centre. */
  readonly outer: number;
  readonly inner: number;
  /** How far it reaches to each side of the upward direction, in radians. */
  readonly reach: number;
}

/**
 * ImageMagick's arc distortion, https://imagemagick.org/Usage/distorts/#arc: the middle line of the picture is laid on
 * the circle whose arc of that angle is as long as the picture is wide. Drawn with the ends downwards.
 */
export const arcShape = ({ width, height }: Size, degrees: number): ArcShape => {
  const reach = (Math.abs(degrees) * Math.PI) / 360;
  const middle = width / (2 * reach);
  const [outer, inner] = [middle + height / 2, middle - height / 2];
  const side = reach >= Math.PI / 2 ? outer : outer * Math.sin(reach);
  const lowest = reach > Math.PI / 2 ? outer : Math.max(0, inner);
  const canvas = {
    width: Math.max(1, ceil(2 * side)),
    height: Math.max(1, ceil(outer - lowest * Math.cos(reach))),
  };
  return { ...canvas, center: { x: canvas.width / 2, y: outer }, outer, inner, reach };
};
