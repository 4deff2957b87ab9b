/** `e_hue`: turns all colours around the colour wheel. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { hueRotateMatrix } from './matrices.ts';

export const hue = action({
  key: 'e',
  name: 'hue',
  title: 'effect hue',
  summary: 'Turns all colours around the colour wheel.',
  status: 'approximate',
  note: '100 is half a turn, by the hueRotate matrix of the W3C Filter Effects specification.',
  args: { level: arg(int({ min: -100, max: 100 }), { default: 80 }) },
  plan: ({ level }) => succeed(level === 0 ? [] : [{ op: 'recomb', matrix: hueRotateMatrix(level * 1.8) }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_hue:40', of: 'still-life.jpg' },
    { chain: 'c_scale,w_200/e_hue', of: 'still-life.jpg' },
  ],
});
