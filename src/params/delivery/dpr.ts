/** `dpr_`: device pixel ratio. */
import { arg, either, keyword, number } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const dpr = delivery({
  key: 'dpr',
  title: 'dpr',
  summary: 'Multiplies every pixel length of the whole chain, wherever it stands.',
  note: 'auto takes what the client says of its screen (Sec-CH-DPR, DPR), rounded up, or 1. Strengths that act over a distance (blur, pixelate) scale too; fractions, angles and levels stay.',
  status: 'exact',
  args: { ratio: arg(either(number({ min: 0.1, max: 20, literal: true }), keyword(['auto']))) },
  examples: [{ chain: 'c_scale,w_80,bo_2px_solid_gold/dpr_2.0', of: 'landscape.jpg' }],
});
