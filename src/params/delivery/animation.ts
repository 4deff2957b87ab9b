/** What concerns animations: whether they stay so, and their pace. A still picture has none, and is left alone. */
import { arg, duration, either, int, list, number } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const delay = delivery({
  key: 'dl',
  title: 'delay',
  summary: 'How long each frame of an animation is shown.',
  note: 'Browsers show what is below 20 ms for 100 ms. GIF counts in hundredths of a second. A still picture is left alone.',
  status: 'exact',
  args: { delayMs: arg(int({ min: 0, max: 65_535, unit: 'ms' })) },
  examples: [{ chain: 'c_scale,w_120/dl_400/f_webp,fl_awebp,q_100', of: 'animation.gif' }],
});

export const frameRate = delivery({
  key: 'fps',
  title: 'fps',
  summary: 'Frames of an animation per second, at most: a number, or a range such as 1-5.',
  note: 'Leaves frames out until no more are left; the duration stays, and frames that are shown for longer stay as they are.',
  status: 'approximate',
  args: {
    perSecond: arg(list(number({ min: 0.01, max: 100, literal: true }), { separator: '-', min: 1, max: 2 })),
  },
  examples: [{ chain: 'c_scale,w_120/fps_3/f_webp,fl_awebp,q_100', of: 'animation.gif' }],
});

export const sampling = delivery({
  key: 'vs',
  title: 'video sampling',
  summary:
    'How many frames of an animation are taken, evenly over its duration, or one each so many seconds.',
  note: 'Differs from Cloudinary: there it is for videos, which have far more frames than an animation needs; here it thins an animation. A still picture is left alone.',
  status: 'approximate',
  args: {
    sampling: arg(
      either(int({ min: 1, max: 100_000, literal: true }), duration({ minSeconds: 0.01, maxSeconds: 3600 })),
    ),
  },
  examples: [{ chain: 'c_scale,w_120/vs_3/f_webp,fl_awebp,q_100', of: 'animation.gif' }],
});

export const loop = delivery({
  key: 'e',
  name: 'loop',
  title: 'effect loop',
  summary: 'How many more times an animation is shown; without a number, without end.',
  note: 'A still picture is left alone.',
  status: 'exact',
  args: { times: arg(int({ min: 0, max: 65_534 }), { optional: true }) },
  examples: [{ chain: 'c_scale,w_120/e_loop:2/f_webp,fl_awebp,q_100', of: 'animation.gif' }],
});

const animating = (name: string, summary: string, note: string) =>
  delivery({ key: 'fl', name, title: `flag ${name}`, summary, note, status: 'exact', args: {} });

export const awebp = animating(
  'awebp',
  'Lets what moves go on moving in WebP; without it, the first frame is delivered.',
  'Differs from Cloudinary: an animated WebP that stays WebP needs no flag.',
);
export const apng = animating(
  'apng',
  'Lets what moves go on moving in PNG; without it, the first frame is delivered.',
  'Of an original in APNG, only the first frame is read.',
);
export const animated = animating(
  'animated',
  'Lets what moves go on moving in WebP and PNG, as fl_awebp and fl_apng do.',
  'With AVIF it is refused: we cannot write an animated one.',
);
