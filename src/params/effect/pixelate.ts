/** `e_pixelate`: a mosaic of squares. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

/** Cloudinary derives the default from the picture without saying how; this gives about thirty squares a side. */
const squaresAcross = 30;

export const pixelate = action({
  key: 'e',
  name: 'pixelate',
  title: 'effect pixelate',
  summary: 'Shows the picture as a mosaic of squares.',
  sought: 'mosaic censor hide',
  status: 'approximate',
  note: 'Squares are averages, aligned to the top left corner. Without a size there are about 30 along the longer side.',
  args: { size: arg(int({ min: 1, max: 200, unit: 'px', scales: true }), { optional: true }) },
  stage: 'effect',
  plan: ({ size }, { canvas }) => {
    const side = Math.round(size ?? Math.max(canvas.width, canvas.height) / squaresAcross);
    return succeed(side <= 1 ? [] : [{ op: 'pixelate', size: side }]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_pixelate', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_pixelate:15', of: 'portrait.jpg' },
  ],
});
