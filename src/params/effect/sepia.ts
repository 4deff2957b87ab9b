/** `e_sepia`: warms the picture towards brown, like an old print. */
import { succeed } from '../../result.ts';
import { arg, int } from '../../values/spec.ts';
import { action } from '../define.ts';
import { grayscaleMatrix } from './matrices.ts';

/**
 * ImageMagick's -sepia-tone, https://imagemagick.org/script/command-line-options.php#sepia-tone: grey plus an offset
 * per channel that depends on the threshold, then stretched to the full range. Its floor under green and blue and its
 * final normalisation, taken for a picture that spans the full range, come to one line per channel.
 */
const sepiaTone = (
  threshold: number,
): { readonly multiply: number; readonly add: readonly [number, number, number] } => {
  const floor = threshold / 7;
  const stretch = 255 / (255 - floor);
  const add = (offset: number): number => stretch * (offset - floor);
  return {
    multiply: stretch,
    add: [add(255 - threshold), add(255 - (7 * threshold) / 6), add(-threshold / 6)],
  };
};

export const sepia = action({
  key: 'e',
  name: 'sepia',
  title: 'effect sepia',
  summary: 'Warms the picture towards brown, like an old print.',
  status: 'approximate',
  note: 'ImageMagick’s sepia tone with the level as its threshold, without its adaptive contrast.',
  args: { level: arg(int({ min: 1, max: 100, unit: '%' }), { default: 80 }) },
  stage: 'effect',
  plan: ({ level }) => {
    const { multiply, add } = sepiaTone((level / 100) * 255);
    return succeed([
      { op: 'recomb', matrix: grayscaleMatrix },
      { op: 'linear', multiply: [multiply, multiply, multiply], add },
    ]);
  },
  examples: [
    { chain: 'c_scale,w_200/e_sepia', of: 'portrait.jpg' },
    { chain: 'c_scale,w_200/e_sepia:50', of: 'portrait.jpg' },
  ],
});
