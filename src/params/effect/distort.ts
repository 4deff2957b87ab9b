/** `e_distort`: pulls the corners elsewhere, or bends the picture along an arc. */
import type { Canvas } from '../../ops/facts.ts';
import type { Operation } from '../../ops/operation.ts';
import { cornersOf, isConvex, type Quad } from '../../ops/warps.ts';
import type { Point } from '../../ops/placement.ts';
import { refuse, type Result, succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import { arg, either, length, list, number } from '../../values/spec.ts';
import { toPx } from '../crop/dimensions.ts';
import { action, conflict } from '../define.ts';

const coordinate = length({ minPx: -25_000_000, percent: true });

/** x and y in turns, fractions of the sides. */
const toCorners = (values: readonly Length[], { width, height }: Canvas): Quad => {
  const point = (index: number): Point => ({
    x: toPx(values[2 * index], width) ?? 0,
    y: toPx(values[2 * index + 1], height) ?? 0,
  });
  return [point(0), point(1), point(2), point(3)];
};

const isAsItWas = (corners: Quad, canvas: Canvas): boolean =>
  cornersOf(canvas).every(({ x, y }, index) => corners[index]?.x === x && corners[index].y === y);

const print = (corners: Quad): string => corners.map(({ x, y }) => `${x},${y}`).join(' ');

const planArc = (degrees: number): Result<readonly Operation[]> =>
  Math.abs(degrees) < 1
    ? refuse({
        code: 'url.invalid-value',
        message: `Invalid effect distort in transformation: arc:${degrees} (expected arc: and a number from -360 to -1, or from 1 to 360 degrees)`,
      })
    : succeed([{ op: 'arc', degrees }]);

export const distort = action({
  key: 'e',
  name: 'distort',
  title: 'effect distort',
  summary:
    'Moves the four corners of the picture (x:y each, clockwise from the top left), or bends it by arc:degrees.',
  status: 'approximate',
  note: "Corners are pixels, or fractions (0.5, or 50p) of the sides, from the top left of the picture, and may lie outside of it: the canvas grows to hold them, and never shrinks. They have to make a convex shape, which may be a mirrored one. The arc is ImageMagick's: the middle line keeps its length, a positive angle bends the ends down, a negative one up, and the canvas is as large as the arc needs.",
  args: {
    shape: arg(
      either(
        list(coordinate, { separator: ':', min: 8, max: 8 }),
        number({ prefix: 'arc:', min: -360, max: 360, unit: 'degrees' }),
      ),
    ),
  },
  stage: 'effect',
  plan: ({ shape }, { canvas }) => {
    if (typeof shape === 'number') return planArc(shape);
    const corners = toCorners(shape, canvas);
    if (isAsItWas(corners, canvas)) return succeed([]);
    return isConvex(corners)
      ? succeed([{ op: 'perspective', corners }])
      : conflict(
          `The corners of e_distort make no convex shape: ${print(corners)}`,
          'give them clockwise from the top left, none on the line between two others',
        );
  },
  examples: [
    { chain: 'c_scale,w_200/e_distort:40:25:180:40:170:125:35:105', of: 'landscape.jpg' },
    { chain: 'c_scale,w_160/e_distort:-0.1:0.0:100p:20p:1.25:1.0:0.2:1.1', of: 'logo.png' },
    { chain: 'c_scale,w_160/e_distort:arc:120', of: 'landscape.jpg' },
    {
      chain:
        'c_scale,w_240/l_text:Arial_28_bold:Round%20and%20round,co_white/e_distort:arc:-150/fl_layer_apply',
      of: 'landscape.jpg',
    },
    { chain: 'c_scale,w_400,h_60/e_distort:arc:360', of: 'landscape.jpg' },
  ],
});
