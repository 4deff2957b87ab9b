/** `q_`: how strongly the result is compressed. */
import { arg, either, int, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const quality = delivery({
  key: 'q',
  title: 'quality',
  summary:
    'Quality of the encoded picture, and how finely colour is sampled; auto finds the lowest that still looks right.',
  sought: 'compress smaller bytes',
  status: 'exact',
  note: 'auto aims at a score of SSIMULACRA 2.1, by Jon Sneyers of Cloudinary: best 80, good 76, eco 71, low 65; sensitive 2 more. The first answer of a server goes by parts of the picture and lasts a minute; then all of it has been looked at. Drawings and text are written without mud: without loss, or with colour as fine as brightness. A browser that saves data gets one level less. 100 is lossless for WebP. PNG, GIF and TIFF are written without loss whatever the number.',
  args: {
    level: arg(either(int({ min: 1, max: 100 }), keyword(['auto']))),
    aim: arg(keyword(['best', 'good', 'eco', 'low']), { optional: true, implied: 'good' }),
    sensitive: arg(keyword(['sensitive']), { optional: true }),
    chroma: arg(keyword(['420', '444']), { optional: true }),
  },
  refuses: [
    {
      pattern: /^jpegmini(?::[0-2])?$/u,
      reason: 'JPEGmini is a commercial encoder; give a number from 1 to 100, or auto',
    },
    { pattern: /^\d+:qmax_\d+$/u, reason: 'qmax is for videos' },
  ],
  examples: [{ chain: 'c_scale,w_200/f_jpg,q_20', of: 'still-life.jpg' }],
});
