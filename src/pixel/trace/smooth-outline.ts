/** From the stairs of an outline to what they stand for: corners where it turns sharply, and smooth lines in between. */
import { type Fit, fitCurve, type Piece, type Point } from './fit-curve.ts';
import type { Outline } from './outline.ts';

/** A closed line: where it begins, and its pieces. */
export interface Loop {
  readonly start: Point;
  readonly pieces: readonly Piece[];
}

export interface Smoothing extends Fit {
  /** An outline that turns by more than this is one with a corner; in radians. */
  readonly corner: number;
}

/** Steps to both sides over which the direction is taken. */
const reach = 6;
/** Standard deviation in steps: enough that stairs are gone. */
const sigma = 1.6;

const kernel = Float64Array.from({ length: 11 }, (_, at) => Math.exp(-((at - 5) ** 2) / (2 * sigma * sigma)));
const kernelSum = kernel.reduce((sum, weight) => sum + weight, 0);

const toPoints = (outline: Outline): readonly Point[] =>
  Array.from({ length: outline.length / 2 }, (_, at) => ({ x: outline[2 * at]!, y: outline[2 * at + 1]! }));

const wrap = (index: number, count: number): number => ((index % count) + count) % count;

/** By how much the outline turns at each of its points, 0 to pi. */
const findTurns = (points: readonly Point[]): Float64Array => {
  const { length } = points;
  const step = Math.min(reach, Math.floor(length / 4));
  return Float64Array.from(points, (point, at) => {
    const before = points[wrap(at - step, length)]!;
    const after = points[wrap(at + step, length)]!;
    const [ax, ay] = [point.x - before.x, point.y - before.y];
    const [bx, by] = [after.x - point.x, after.y - point.y];
    return Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
  });
};

/** Where the outline comes to the edge of the picture or leaves it, and the corners of the picture itself. */
const findEdgeCorners = (points: readonly Point[], isOnEdge: (point: Point) => number): readonly number[] =>
  points.flatMap((point, at) => {
    const [before, after] = [points[wrap(at - 1, points.length)]!, points[wrap(at + 1, points.length)]!];
    const edges = isOnEdge(point);
    if (edges === 0) return [];
    const goesOn = (isOnEdge(before) & edges & isOnEdge(after)) !== 0;
    return goesOn ? [] : [at];
  });

/** Of stairs, one of two runs that meet has a single step: where both are longer, they are the sides of something. */
const leastSide = 3;

/** For each point, whether two sides meet at a right angle there: thin bars and small squares have no others. */
const findSquareCorners = (points: readonly Point[]): readonly number[] => {
  const { length } = points;
  const isStraight = (from: number, step: 1 | -1): boolean => {
    const [a, b] = [points[from]!, points[wrap(from + step * leastSide, length)]!];
    return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) === leastSide && (a.x === b.x || a.y === b.y);
  };
  return [...points.keys()].filter((at) => {
    const [before, after] = [points[wrap(at - 1, length)]!, points[wrap(at + 1, length)]!];
    return before.x !== after.x && before.y !== after.y && isStraight(at, 1) && isStraight(at, -1);
  });
};

/** The sharpest of each run of turns that are sharp enough. */
const findSharpTurns = (points: readonly Point[], corner: number): readonly number[] => {
  const turns = findTurns(points);
  const { length } = points;
  return [...turns.keys()].filter((at) => {
    const turn = turns[at]!;
    if (turn <= corner) return false;
    for (let step = 1; step <= reach; step += 1) {
      if (turns[wrap(at - step, length)]! >= turn || turns[wrap(at + step, length)]! > turn) return false;
    }
    return true;
  });
};

const findCorners = (
  points: readonly Point[],
  corner: number,
  isOnEdge: (point: Point) => number,
): readonly number[] => {
  const square = corner < Math.PI / 2 ? findSquareCorners(points) : [];
  const all = [...findEdgeCorners(points, isOnEdge), ...square, ...findSharpTurns(points, corner)];
  return [...new Set(all)].sort((a, b) => a - b);
};

/** Without its stairs; the ends stay where they are, as does what lies on the edge of the picture. */
const smoothStretch = (points: readonly Point[]): readonly Point[] => {
  const last = points.length - 1;
  const at = (index: number): Point => {
    // Beyond an end the line goes on as it came, turned about that end.
    const inside = index < 0 ? Math.min(last, -index) : index > last ? Math.max(0, 2 * last - index) : index;
    const point = points[inside]!;
    if (inside === index) return point;
    const end = points[index < 0 ? 0 : last]!;
    return { x: 2 * end.x - point.x, y: 2 * end.y - point.y };
  };
  return points.map((point, index) => {
    if (index === 0 || index === last) return point;
    let [x, y] = [0, 0];
    for (const [place, weight] of kernel.entries()) {
      const neighbor = at(index + place - 5);
      x += weight * neighbor.x;
      y += weight * neighbor.y;
    }
    return { x: x / kernelSum, y: y / kernelSum };
  });
};

/** A loop without corners is cut open where nothing shows: between two points of a smooth line. */
const smoothRound = (points: readonly Point[]): readonly Point[] => {
  const turns = 6;
  const { length } = points;
  const overlapped = Array.from(
    { length: length + 2 * turns + 1 },
    (_, at) => points[wrap(at - turns, length)]!,
  );
  return smoothStretch(overlapped).slice(turns, turns + length + 1);
};

export const smoothOutline = (
  outline: Outline,
  { corner, ...fit }: Smoothing,
  isOnEdge: (point: Point) => number,
): Loop => {
  const points = toPoints(outline);
  const corners = findCorners(points, corner, isOnEdge);
  const [first] = corners;
  if (first === undefined) {
    const round = smoothRound(points);
    return { start: round[0]!, pieces: fitCurve(round, fit) };
  }
  const pieces = corners.flatMap((from, index) => {
    const to = corners[index + 1] ?? first + points.length;
    const stretch = Array.from({ length: to - from + 1 }, (_, at) => points[wrap(from + at, points.length)]!);
    return fitCurve(smoothStretch(stretch), fit);
  });
  return { start: points[first]!, pieces };
};
