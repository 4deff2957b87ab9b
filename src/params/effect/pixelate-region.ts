/** `e_pixelate_region`: a mosaic in a rectangle. */
import type { Canvas } from '../../ops/facts.ts';
import type { Box, Operation } from '../../ops/operation.ts';
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { doWithin, readRegions, regionQualifiers } from './region.ts';

/** Few enough that a face behind them is not known any more. */
const squaresAcross = 10;

export const pixelateBox = (box: Box, size: number | undefined, canvas: Canvas): readonly Operation[] => {
  const side = Math.round(size ?? Math.max(box.width, box.height) / squaresAcross);
  return side <= 1 ? [] : doWithin(box, { op: 'pixelate', size: side }, canvas);
};

export const pixelateRegion = action({
  key: 'e',
  name: 'pixelate_region',
  title: 'effect pixelate_region',
  summary: 'Shows the rectangle that x_, y_, w_ and h_ name, or the whole picture, as a mosaic of squares.',
  status: 'approximate',
  note: 'Without a size there are about 10 squares along the longer side of the rectangle, aligned to its top left corner. A side that is not given reaches to the edge. With g_face or g_faces it is around the faces; where there are none nothing is done.',
  args: { size: arg(int({ min: 1, max: 200, unit: 'px', scales: true }), { optional: true }) },
  uses: regionQualifiers,
  stage: 'effect',
  measures: 'regions',
  plan: ({ size }, { canvas, qualifiers, focus }) => {
    const boxes = readRegions(qualifiers, canvas, focus);
    return boxes.ok ? succeed(boxes.value.flatMap((box) => pixelateBox(box, size, canvas))) : boxes;
  },
  examples: [
    { chain: 'c_scale,w_240/e_pixelate_region,x_70,y_20,w_100,h_120', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_pixelate_region:8,y_0.7', of: 'landscape.jpg' },
  ],
});
