/** `dn_`: how many dots an inch of the printed picture has. */
import { arg, either, int, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const density = delivery({
  key: 'dn',
  title: 'density',
  summary:
    'Dots per inch that the result says it has; dn_idn repeats those of the original. An SVG is drawn at that density first, where 96 is its own size.',
  note: 'Pixels of other originals stay as they are. GIF cannot say a density. An original that says none counts as 150.',
  status: 'exact',
  args: { dpi: arg(either(int({ min: 1, max: 2400, unit: 'dpi', literal: true }), keyword(['idn']))) },
  examples: [{ chain: 'dn_48', of: 'badge.svg' }],
});
