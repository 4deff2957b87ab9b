/** `e_negate`: inverts the colours, like a negative. */
import { succeed } from '../../result.ts';
import { action } from '../define.ts';

export const negate = action({
  key: 'e',
  name: 'negate',
  title: 'effect negate',
  summary: 'Inverts the colours, like a negative.',
  sought: 'invert',
  status: 'exact',
  args: {},
  plan: () => succeed([{ op: 'linear', multiply: [-1, -1, -1], add: [255, 255, 255] }]),
  stage: 'effect',
  examples: [{ chain: 'c_scale,w_200/e_negate', of: 'portrait.jpg' }],
});
