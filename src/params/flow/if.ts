/** `if_condition`, `if_else`, `if_end`. */
import { flow } from '../define.ts';

export const condition = flow({
  key: 'if',
  title: 'condition',
  summary:
    'Does what follows, up to if_else or if_end, only when the condition holds; with other parameters beside it, only those.',
  note: 'eq ne lt gt lte gte in nin, joined with and before or; isdef and isndef ask for variables. Conditions may nest.',
  status: 'exact',
  examples: [{ chain: 'if_ar_gt_1/c_scale,w_200/e_sepia/if_else/c_scale,w_100/if_end', of: 'landscape.jpg' }],
  reference: 'https://cloudinary.com/documentation/conditional_transformations',
});
