/** `e_improve`: colours, contrast and brightness in one go. */
import { succeed } from '../../result.ts';
import { arg, int, keyword } from '../../values/spec.ts';
import { action } from '../define.ts';

/** Lamps tint more than daylight does and leave a picture darker, but skin is nearer: less colour is added. */
const modes = {
  outdoor: { contrast: 1, color: 0.35, brightness: 0.5, vibrance: 0.3 },
  indoor: { contrast: 1, color: 0.7, brightness: 0.75, vibrance: 0.15 },
} as const;

export const improve = action({
  key: 'e',
  name: 'improve',
  title: 'effect improve',
  summary: 'Adjusts colours, contrast and brightness by what is in the picture.',
  status: 'approximate',
  note: 'auto_contrast with part of auto_color and of auto_brightness, then vibrance: outdoor 0.35, 0.5 and 30; indoor 0.7, 0.75 and 15.',
  args: {
    mode: arg(keyword(['outdoor', 'indoor']), { default: 'outdoor' }),
    blend: arg(int({ min: 0, max: 100, unit: '%' }), { default: 100 }),
  },
  plan: ({ mode, blend }) => {
    if (blend === 0) return succeed([]);
    const { vibrance, ...tone } = modes[mode];
    const share = blend / 100;
    return succeed([
      { op: 'auto-tone', ...tone, blend: share },
      { op: 'vibrance', amount: vibrance * share },
    ]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_improve', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_improve:indoor', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_improve:50', of: 'landscape.jpg' },
  ],
});
