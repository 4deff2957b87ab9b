/** `e_pixelate_faces`: a mosaic on every face. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { pixelateBox } from './pixelate-region.ts';
import { hideFaces } from './region.ts';

export const pixelateFaces = action({
  key: 'e',
  name: 'pixelate_faces',
  title: 'effect pixelate_faces',
  summary: 'Shows every face that is found in the picture as a mosaic of squares.',
  sought: 'anonymous censor hide',
  status: 'approximate',
  note: 'Without a size there are about 10 squares along each face. What only may be a face is hidden as well. An animated original is refused.',
  args: { size: arg(int({ min: 1, max: 200, unit: 'px', scales: true }), { optional: true }) },
  seeks: 'faces',
  stage: 'effect',
  plan: ({ size }, { canvas, focus }) =>
    succeed(
      (focus === undefined ? [] : hideFaces(focus, canvas)).flatMap((box) => pixelateBox(box, size, canvas)),
    ),
  examples: [
    { chain: 'c_scale,w_240/e_pixelate_faces', of: 'portrait.jpg' },
    { chain: 'c_scale,w_240/e_pixelate_faces:5', of: 'portrait.jpg' },
  ],
});
