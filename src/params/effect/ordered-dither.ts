/** `e_ordered_dither`: as if printed in few colours. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { thresholdMaps } from './threshold-maps.ts';

export const orderedDither = action({
  key: 'e',
  name: 'ordered_dither',
  title: 'effect ordered_dither',
  summary: 'Shows the picture with red, green and blue on or off alone, in one of 19 dot patterns.',
  status: 'approximate',
  note: `By number, the threshold maps of ImageMagick’s -ordered-dither: ${thresholdMaps.map(({ name }, index) => `${index} ${name}`).join(', ')}. Dots keep their size under dpr_: they are a pattern, not a distance.`,
  args: { map: arg(int({ min: 0, max: thresholdMaps.length - 1 }), { default: 0 }) },
  stage: 'effect',
  plan: ({ map: index }) => {
    const map = thresholdMaps[index];
    if (map === undefined) return succeed([]);
    const { width, divisor, levels } = map;
    // On from the first byte that is at least level/divisor of white.
    const thresholds = levels.map((level) => Math.ceil((255 * level) / divisor));
    return succeed([{ op: 'ordered-dither', width, thresholds }]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_ordered_dither', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_ordered_dither:5', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_ordered_dither:8', of: 'still-life.jpg' },
    { chain: 'c_scale,w_320/e_ordered_dither:12', of: 'landscape.jpg' },
    { chain: 'c_scale,w_200/e_grayscale/e_ordered_dither:17', of: 'portrait.jpg' },
  ].map((example) => ({
    ...example,
    tolerance: { maxDelta: 8, changedRatio: 0.02, because: 'a level more or less turns a dot on or off' },
  })),
});
