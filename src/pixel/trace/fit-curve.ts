/**
 * A chain of cubic Bézier curves along points, as few as stay within a tolerance, by least squares: Schneider, "An
 * Algorithm for Automatically Fitting Digitized Curves", Graphics Gems (1990).
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From where the last piece ended, over two handles, to its own end. */
export type Curve = readonly [handle: Point, handle: Point, end: Point];
/** A curve, or the end of a straight line. */
export type Piece = Curve | readonly [end: Point];

export interface Fit {
  /** Pixels that a curve may keep from the points. */
  readonly tolerance: number;
  /** 0..1: how much of its bend a curve has; without any, all pieces are straight. */
  readonly bend: number;
}

const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
const along = (from: Point, direction: Point, way: number): Point => ({
  x: from.x + direction.x * way,
  y: from.y + direction.y * way,
});
const dot = (a: Point, b: Point): number => a.x * b.x + a.y * b.y;
const lengthOf = (a: Point): number => Math.hypot(a.x, a.y);
const unit = (a: Point): Point => {
  const length = lengthOf(a);
  return length === 0 ? a : { x: a.x / length, y: a.y / length };
};

const cubicAt = (start: Point, [c1, c2, end]: Curve, t: number): Point => {
  const u = 1 - t;
  const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: w0 * start.x + w1 * c1.x + w2 * c2.x + w3 * end.x,
    y: w0 * start.y + w1 * c1.y + w2 * c2.y + w3 * end.y,
  };
};

/** 0 to 1 along the points, by the way between them. */
const parametrize = (points: readonly Point[], first: number, last: number): Float64Array => {
  const places = new Float64Array(last - first + 1);
  for (let index = 1; index < places.length; index += 1) {
    places[index] = places[index - 1]! + lengthOf(minus(points[first + index]!, points[first + index - 1]!));
  }
  const whole = places.at(-1) ?? 0;
  return whole === 0 ? places : places.map((place) => place / whole);
};

interface Stretch {
  readonly points: readonly Point[];
  readonly first: number;
  readonly last: number;
  /** Along which the curve leaves its start, and against which it comes to its end: unit vectors. */
  readonly leaving: Point;
  readonly arriving: Point;
}

/** The lengths of both handles for which the squares of the distances are least (two linear equations). */
const solveHandles = ({ points, first, last, leaving, arriving }: Stretch, places: Float64Array): Curve => {
  const [start, end] = [points[first]!, points[last]!];
  let [a00, a01, a11, b0, b1] = [0, 0, 0, 0, 0];
  for (const [index, t] of places.entries()) {
    const u = 1 - t;
    const [w1, w2] = [3 * u * u * t, 3 * u * t * t];
    const fixed = cubicAt(start, [start, end, end], t);
    const rest = minus(points[first + index]!, fixed);
    const [h1, h2] = [along({ x: 0, y: 0 }, leaving, w1), along({ x: 0, y: 0 }, arriving, w2)];
    a00 += dot(h1, h1);
    a01 += dot(h1, h2);
    a11 += dot(h2, h2);
    b0 += dot(h1, rest);
    b1 += dot(h2, rest);
  }
  const determinant = a00 * a11 - a01 * a01;
  const chord = lengthOf(minus(end, start));
  const [l, r] =
    Math.abs(determinant) < 1e-9
      ? [chord / 3, chord / 3]
      : [(b0 * a11 - b1 * a01) / determinant, (a00 * b1 - a01 * b0) / determinant];
  // Handles that point backwards, or far beyond the end, make loops.
  const isSound = (handle: number): boolean => handle > chord * 1e-3 && handle < chord * 3;
  const [left, right] = isSound(l) && isSound(r) ? [l, r] : [chord / 3, chord / 3];
  return [along(start, leaving, left), along(end, arriving, right), end];
};

const straighten = (start: Point, [c1, c2, end]: Curve, bend: number): Curve => {
  const chord = minus(end, start);
  const [third, twoThirds] = [along(start, chord, 1 / 3), along(start, chord, 2 / 3)];
  return [along(third, minus(c1, third), bend), along(twoThirds, minus(c2, twoThirds), bend), end];
};

interface Worst {
  readonly distance: number;
  readonly index: number;
}

const findWorst = ({ points, first, last }: Stretch, curve: Curve, places: Float64Array): Worst => {
  let worst = { distance: 0, index: (first + last) >> 1 };
  for (let index = 1; index < places.length - 1; index += 1) {
    const seen = cubicAt(points[first]!, curve, places[index]!);
    const distance = lengthOf(minus(seen, points[first + index]!));
    if (distance > worst.distance) worst = { distance, index: first + index };
  }
  return worst;
};

/** One step of Newton's method towards the place on the curve that is nearest to each point. */
const improvePlaces = ({ points, first }: Stretch, curve: Curve, places: Float64Array): Float64Array => {
  const start = points[first]!;
  const [c1, c2, end] = curve;
  return places.map((t, index) => {
    const u = 1 - t;
    const away = minus(cubicAt(start, curve, t), points[first + index]!);
    const speed = (a: number, b: number, c: number, d: number): number =>
      3 * (u * u * (b - a) + 2 * u * t * (c - b) + t * t * (d - c));
    const change = (a: number, b: number, c: number, d: number): number =>
      6 * (u * (c - 2 * b + a) + t * (d - 2 * c + b));
    const velocity = { x: speed(start.x, c1.x, c2.x, end.x), y: speed(start.y, c1.y, c2.y, end.y) };
    const acceleration = { x: change(start.x, c1.x, c2.x, end.x), y: change(start.y, c1.y, c2.y, end.y) };
    const slope = dot(velocity, velocity) + dot(away, acceleration);
    return slope === 0 ? t : Math.min(1, Math.max(0, t - dot(away, velocity) / slope));
  });
};

/** The farthest that any point is from the straight line between the ends. */
const findSagitta = ({ points, first, last }: Stretch): number => {
  const start = points[first]!;
  const chord = minus(points[last]!, start);
  const length = lengthOf(chord);
  const direction = unit(chord);
  let most = 0;
  for (let index = first + 1; index < last; index += 1) {
    const way = minus(points[index]!, start);
    const forth = dot(way, direction);
    // Beyond its ends a line is as far away as they are: one that comes back to its start is nothing but an end.
    const over = forth < 0 ? -forth : Math.max(0, forth - length);
    const aside = length === 0 ? lengthOf(way) : Math.abs(way.x * direction.y - way.y * direction.x);
    most = Math.max(most, aside, over);
  }
  return most;
};

const improvements = 3;
/** A line may keep less from the points than a curve: its ends make corners. */
const lineShare = 0.5;
/** Points to both sides from which the direction at a point is taken. */
const tangentReach = 3;

export const directionAt = (points: readonly Point[], first: number, last: number, at: number): Point =>
  unit(minus(points[Math.min(last, at + tangentReach)]!, points[Math.max(first, at - tangentReach)]!));

const fitStretch = (stretch: Stretch, fit: Fit, pieces: Piece[]): void => {
  const { points, first, last, leaving, arriving } = stretch;
  const end = points[last]!;
  const sagitta = findSagitta(stretch);
  if (last - first === 1 || sagitta <= fit.tolerance * (fit.bend === 0 ? 1 : lineShare)) {
    pieces.push([end]);
    return;
  }
  let places = parametrize(points, first, last);
  let curve = solveHandles(stretch, places);
  let worst = findWorst(stretch, straighten(points[first]!, curve, fit.bend), places);
  for (let round = 0; round < improvements && worst.distance > fit.tolerance; round += 1) {
    if (worst.distance > fit.tolerance * 6) break;
    places = improvePlaces(stretch, curve, places);
    curve = solveHandles(stretch, places);
    worst = findWorst(stretch, straighten(points[first]!, curve, fit.bend), places);
  }
  if (worst.distance <= fit.tolerance && fit.bend > 0) {
    pieces.push(straighten(points[first]!, curve, fit.bend));
    return;
  }
  const split = Math.min(last - 1, Math.max(first + 1, worst.index));
  const direction = directionAt(points, first, last, split);
  const back = { x: -direction.x, y: -direction.y };
  fitStretch({ points, first, last: split, leaving, arriving: back }, fit, pieces);
  fitStretch({ points, first: split, last, leaving: direction, arriving }, fit, pieces);
};

/** From the first point to the last. */
export const fitCurve = (points: readonly Point[], fit: Fit): readonly Piece[] => {
  const last = points.length - 1;
  const pieces: Piece[] = [];
  const leaving = unit(minus(points[Math.min(last, tangentReach)]!, points[0]!));
  const arriving = unit(minus(points[Math.max(0, last - tangentReach)]!, points[last]!));
  fitStretch({ points, first: 0, last, leaving, arriving }, fit, pieces);
  return pieces;
};
