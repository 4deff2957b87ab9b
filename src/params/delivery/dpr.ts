/** `dpr_`: device pixel ratio. */
import { arg, number } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const dpr = delivery({
  key: 'dpr',
  title: 'dpr',
  summary: 'Multiplies every pixel length of the whole chain, wherever it stands.',
  note: 'Strengths that act over a distance (blur, pixelate) scale too; fractions, angles and levels stay.',
  status: 'exact',
  args: { ratio: arg(number({ min: 0.1, max: 20, literal: true })) },
  refuses: [{ pattern: /^auto$/u, reason: 'client hints are not built yet; give a number such as 2.0' }],
  examples: [{ chain: 'c_scale,w_80,bo_2px_solid_gold/dpr_2.0', of: 'landscape.jpg' }],
});
