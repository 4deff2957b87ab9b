/** `e_vectorize`: the picture drawn with flat shapes, as SVG or as pixels. */
import { succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import { amount, arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

const mostShapes = 1000;
const largestSpeckle = 100;
/** Degrees: below the first, what turns is a curve; nothing turns by more than the last. */
const sharpest = 30;
const roundest = 180;

const count = ({ unit, value }: Length, most: number): number =>
  Math.round(unit === 'fraction' ? value * most : value);

export const vectorize = action({
  key: 'e',
  name: 'vectorize',
  title: 'effect vectorize',
  summary: 'Draws the picture with flat shapes: as SVG with f_svg or such an extension, else as pixels.',
  sought: 'trace svg vector poster flat',
  status: 'approximate',
  note: 'The picture is traced at no more than 1000 pixels a side, and drawn at its own size. detail is how many shapes there are at most: the least conspicuous of them join their neighbours first. despeckle is the area in pixels, as traced, up to which a spot is left out. Shapes lie on top of each other, and go on a little under those above them, so that no seam shows. paths is how far lines may bend between two points, corners how far an outline may turn without having a corner, from 30 to 180 degrees. What is more transparent than opaque is left empty. SVG has at most half a megabyte: outlines get coarser until it does. It takes no effect after this one but another size.',
  named: true,
  args: {
    colors: arg(int({ min: 2, max: 30 }), { default: 10 }),
    detail: arg(amount({ max: mostShapes }), { default: { unit: 'px', value: 300 } }),
    despeckle: arg(amount({ max: largestSpeckle }), { default: { unit: 'px', value: 2 } }),
    paths: arg(int({ min: 0, max: 100 }), { default: 100 }),
    corners: arg(int({ min: 0, max: 100 }), { default: 25 }),
  },
  stage: 'effect',
  plan: ({ colors, detail, despeckle, paths, corners }) =>
    succeed([
      {
        op: 'vectorize',
        colors,
        detail: Math.max(1, count(detail, mostShapes)),
        despeckle: count(despeckle, largestSpeckle),
        bend: paths / 100,
        corner: ((sharpest + (corners / 100) * (roundest - sharpest)) * Math.PI) / 180,
      },
    ]),
  examples: [
    { chain: 'c_scale,w_300/e_vectorize', of: 'portrait.jpg' },
    { chain: 'c_scale,w_300/e_vectorize:4:0.1', of: 'landscape.jpg' },
    { chain: 'c_scale,w_240/e_vectorize:colors:20:detail:1.0:paths:0', of: 'still-life.jpg' },
    { chain: 'c_scale,w_240/e_vectorize:corners_100', of: 'logo.png' },
  ],
});
