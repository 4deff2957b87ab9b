/** The parameters that belong to an action of their component: sizes, places, the background. */
import { focusWords } from '../ops/focus.ts';
import { compassWords } from '../ops/placement.ts';
import type { Span } from '../errors.ts';
import { refuse, type Result, succeed } from '../result.ts';
import { describeAutoGravity } from '../values/auto-gravity.ts';
import {
  arg,
  autoGravity,
  background,
  color,
  either,
  keyword,
  length,
  number,
  ratio,
} from '../values/spec.ts';
import { conflict, qualifier } from './define.ts';

const hint = 'until then give a number of pixels or a fraction';

export const w = qualifier({
  key: 'w',
  title: 'width',
  summary: 'Width in pixels, or as a fraction of the image when written with a decimal point.',
  status: 'exact',
  note: 'auto takes the width that the client says it shows (Sec-CH-Width, Width, Viewport-Width), rounded up to steps of 100 or as given (auto:50), or the fallback where it says nothing (auto:50:400), or the width of the original. auto:breakpoints_50_1000_20_20 (from, to, kilobytes between, how many at most) takes the next of the widths between which the weight of the original differs so much, found by writing it as JPEG or, with transparency, WebP; with :json they are the answer themselves, the smallest first.',
  value: arg(length({ minPx: 1, responsive: true })),
  implies: 'c_scale',
});

export const h = qualifier({
  key: 'h',
  title: 'height',
  summary: 'Height in pixels, or as a fraction of the image when written with a decimal point.',
  status: 'exact',
  value: arg(length({ minPx: 1 })),
  implies: 'c_scale',
  refuses: [{ pattern: /^auto$/u, reason: `responsive heights are not built yet, ${hint}` }],
});

export const ar = qualifier({
  key: 'ar',
  title: 'aspect ratio',
  summary: 'Ratio of width to height; with one side it gives the other.',
  note: 'With both w_ and h_ it has nothing left to say.',
  status: 'exact',
  value: arg(ratio()),
  alone: {
    stage: 'crop',
    plan: () => conflict('ar needs a crop mode or a side', 'for example ar_16:9,c_fill'),
  },
});

const offset = { status: 'exact', value: arg(length({ minPx: -25_000_000 })) } as const;

export const x = qualifier({
  ...offset,
  key: 'x',
  title: 'x',
  summary:
    'Horizontal offset in pixels or as a fraction; to the right, or to the left where gravity lies in the east.',
});

export const y = qualifier({
  ...offset,
  key: 'y',
  title: 'y',
  summary:
    'Vertical offset in pixels or as a fraction; downwards, or upwards where gravity lies in the south.',
});

const places = [...compassWords, 'xy_center'] as const;
const supported = [...places, ...focusWords] as const;

/** As Cloudinary words it. */
export const misplacedAuto = (span?: Span): Result<never> =>
  refuse({
    code: 'url.conflict',
    message: 'Use auto gravity only with crop, fill, lfill, fill_pad or thumb',
    hint: 'c_auto and c_auto_pad take it as well',
    ...(span && { span }),
  });

export const g = qualifier({
  key: 'g',
  title: 'gravity',
  summary: 'Which part of the picture to keep, or where to put it.',
  status: 'exact',
  note: 'face, faces, adv_face, adv_faces, adv_eyes and body go by the faces that are found (body is guessed from the face), and to the north where there are none, or where :center and :auto say; custom by the coordinates that DARKROOM_CONFIG has of the original (faces that it has there are not looked for), and to the center where it has none. Crops that pad put the picture in the middle. auto goes by people and by what draws the eye: what stands apart from the border, contrast, detail, colours of skin; x and y do not move it. Where nothing is known of the picture (animated images, texts) it is center.',
  value: arg(either(keyword(supported), autoGravity())),
  alone: {
    when: (value) => typeof value === 'object',
    stage: 'crop',
    plan: () => misplacedAuto(),
  },
  refuses: [
    {
      pattern: /^auto(?::(?!aoi|thirds)[a-z][a-z0-9_-]*)+$/u,
      reason: `finding objects needs a content-analysis add-on; supported: ${describeAutoGravity}`,
    },
    { pattern: /^liquid$/u, reason: 'liquid rescaling is not built' },
    { pattern: /^region_.*$/u, reason: 'named regions need the index of assets, which is not built yet' },
    { pattern: /^clipping_path_.*$/u, reason: 'clipping paths cannot be read' },
    { pattern: /^ocr_text$/u, reason: 'text recognition is a commercial add-on' },
    { pattern: /^cld-decompose.*$/u, reason: 'taking pictures apart into tiles is a commercial add-on' },
    { pattern: /^track_person.*$/u, reason: 'it is for videos' },
    {
      pattern: /^[a-z][a-z_-]*(?::[a-z][a-z0-9_-]*)*$/u,
      reason: `finding objects needs a content-analysis add-on; supported: ${supported.join(', ')}`,
    },
  ],
});

export const z = qualifier({
  key: 'z',
  title: 'zoom',
  summary: 'How close to go to what gravity names: below 1 there is more around it, above 1 less.',
  status: 'exact',
  note: 'For c_crop where neither w nor h is given, and for c_thumb and c_auto.',
  value: arg(number({ min: 0.01, max: 100 })),
});

export const co = qualifier({
  key: 'co',
  title: 'colour',
  summary: 'The colour that a text, or an effect which takes one, is drawn with.',
  status: 'exact',
  value: arg(color()),
});

export const b = qualifier({
  key: 'b',
  title: 'background',
  summary: 'The colour of padding; alone, what shows through transparent parts from here on.',
  status: 'exact',
  note: 'auto takes its colours from the border or from all of the picture; blurred, which Cloudinary has for videos only, is the picture itself, out of focus. Both belong to crops that pad.',
  value: arg(background()),
  refuses: [{ pattern: /^gen_fill(?::.*)?$/u, reason: 'generative fill needs an AI model' }],
  alone: {
    stage: 'background',
    plan: (fill) => {
      if ('backdrop' in fill) {
        return conflict(
          'A background taken from the picture belongs to a crop that pads',
          'for example b_auto,c_pad,w_300,h_300',
        );
      }
      return succeed(fill.alpha === 0 ? [] : [{ op: 'underlay', color: fill }]);
    },
  },
  examples: [
    { chain: 'c_scale,w_240/b_rgb:8b1e3f', of: 'logo.png' },
    { chain: 'c_scale,w_240/b_rgb:ffd70080', of: 'logo.png' },
  ],
});
