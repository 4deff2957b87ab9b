/** `e_grayscale`: removes the colour and keeps the brightness. */
import { succeed } from '../../result.ts';
import { action } from '../define.ts';
import { grayscaleMatrix } from './matrices.ts';

export const grayscale = action({
  key: 'e',
  name: 'grayscale',
  title: 'effect grayscale',
  summary: 'Removes the colour and keeps the brightness.',
  sought: 'black and white monochrome desaturate',
  status: 'exact',
  args: {},
  plan: () => succeed([{ op: 'recomb', matrix: grayscaleMatrix }]),
  stage: 'effect',
  examples: [{ chain: 'c_scale,w_200/e_grayscale', of: 'still-life.jpg' }],
});
