/** `e_opacity_threshold`: what is translucent becomes opaque or transparent. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';

export const opacityThreshold = action({
  key: 'e',
  name: 'opacity_threshold',
  title: 'effect opacity_threshold',
  summary: 'Makes translucent pixels either opaque or transparent.',
  status: 'exact',
  note: 'Opaque from the level upwards, in percent.',
  args: { level: arg(int({ min: 1, max: 100, unit: '%' }), { default: 50 }) },
  plan: ({ level }, { canvas }) => {
    if (!canvas.alpha) return succeed([]);
    const table = Array.from({ length: 256 }, (_, alpha) => ((alpha / 255) * 100 < level ? 0 : 255));
    return succeed([{ op: 'alpha-maplut', table }]);
  },
  stage: 'effect',
  examples: [
    { chain: 'c_scale,w_200/e_opacity_threshold', of: 'logo.png' },
    { chain: 'c_scale,w_200/e_blur:300/e_opacity_threshold:10', of: 'logo.png' },
  ],
});
