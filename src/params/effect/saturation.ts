/** `e_saturation`: makes colours stronger or paler. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { saturateMatrix } from './matrices.ts';

export const saturation = action({
  key: 'e',
  name: 'saturation',
  title: 'effect saturation',
  summary: 'Makes colours stronger or paler.',
  status: 'approximate',
  note: 'The saturate matrix of the W3C Filter Effects specification with 1 + level/100: -100 is grey, 100 doubles.',
  args: { level: arg(int({ min: -100, max: 100 }), { default: 80 }) },
  plan: ({ level }) =>
    succeed(level === 0 ? [] : [{ op: 'recomb', matrix: saturateMatrix(1 + level / 100) }]),
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_saturation', of: 'still-life.jpg' },
    { chain: 'c_scale,w_200/e_saturation:-60', of: 'still-life.jpg' },
  ],
});
