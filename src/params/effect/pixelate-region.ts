/** `e_pixelate_region`: a mosaic in a rectangle. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { doWithin, readRegion, regionQualifiers } from './region.ts';

/** Few enough that a face behind them is not known any more. */
const squaresAcross = 10;

export const pixelateRegion = action({
  key: 'e',
  name: 'pixelate_region',
  title: 'effect pixelate_region',
  summary: 'Shows the rectangle that x_, y_, w_ and h_ name, or the whole picture, as a mosaic of squares.',
  status: 'approximate',
  note: 'Without a size there are about 10 squares along the longer side of the rectangle, aligned to its top left corner. A side that is not given reaches to the edge.',
  args: { size: arg(int({ min: 1, max: 200, unit: 'px', scales: true }), { optional: true }) },
  uses: regionQualifiers,
  stage: 'effect',
  plan: ({ size }, { canvas, qualifiers }) => {
    const box = readRegion(qualifiers, canvas);
    if (!box.ok) return box;
    const side = Math.round(size ?? Math.max(box.value.width, box.value.height) / squaresAcross);
    return succeed(side <= 1 ? [] : doWithin(box.value, { op: 'pixelate', size: side }, canvas));
  },
  examples: [
    { chain: 'c_scale,w_240/e_pixelate_region,x_70,y_20,w_100,h_120', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_pixelate_region:8,y_0.7', of: 'landscape.jpg' },
  ],
});
