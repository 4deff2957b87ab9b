/** `e_fade`: an animation that comes out of the dark, or goes into it. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const fade = action({
  key: 'e',
  name: 'fade',
  title: 'effect fade',
  summary:
    'Fades an animation in from black, within so many milliseconds; a negative number fades it out at its end.',
  note: 'For both, use it in two components. Transparency stays as it is, and so does a still picture.',
  status: 'approximate',
  args: { durationMs: arg(int({ min: -600_000, max: 600_000, unit: 'ms' }), { default: 1000 }) },
  stage: 'effect',
  plan: ({ durationMs }) => succeed(durationMs === 0 ? [] : [{ op: 'fade', ms: durationMs }]),
  examples: [{ chain: 'c_scale,w_120/e_fade:400/f_webp,q_100,fl_awebp', of: 'animation.gif' }],
});
