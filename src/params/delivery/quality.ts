/** `q_`: how strongly the result is compressed. */
import { arg, int, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const quality = delivery({
  key: 'q',
  title: 'quality',
  summary: 'Quality of the encoded picture, and how finely colour is sampled.',
  status: 'exact',
  note: '100 is lossless for WebP. PNG, GIF and TIFF are written without loss whatever the quality.',
  args: {
    level: arg(int({ min: 1, max: 100 })),
    chroma: arg(keyword(['420', '444']), { optional: true }),
  },
  refuses: [
    { pattern: /^auto(?::.*)?$/u, reason: 'automatic quality is not built yet; give a number from 1 to 100' },
    {
      pattern: /^jpegmini(?::[0-2])?$/u,
      reason: 'JPEGmini is a commercial encoder; give a number from 1 to 100',
    },
    { pattern: /^\d+:qmax_\d+$/u, reason: 'qmax is for videos' },
  ],
  examples: [{ chain: 'c_scale,w_200/f_jpg,q_20', of: 'still-life.jpg' }],
});
