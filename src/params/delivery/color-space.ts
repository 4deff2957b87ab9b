/** `cs_`: the colour space of the result. */
import { arg, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const colorSpace = delivery({
  key: 'cs',
  title: 'color space',
  summary:
    'Colour space of the result: sRGB unless told otherwise. cmyk is for JPEG and TIFF, keep_cmyk where the original is CMYK; tinysrgb attaches a profile of 480 bytes.',
  note: 'Effects work in sRGB. CMYK is that of a general press, without a profile unless fl_force_icc attaches one (960 KB).',
  status: 'approximate',
  args: {
    space: arg(keyword(['srgb', 'tinysrgb', 'cmyk', 'no_cmyk', 'keep_cmyk'])),
    depth: arg(keyword(['truecolor']), { optional: true }),
  },
  examples: [{ chain: 'c_scale,w_200/cs_srgb', of: 'wide-gamut.png' }],
  refuses: [
    { pattern: /^icc:.+$/u, reason: 'colour profiles of your own are not applied; name srgb or cmyk' },
    { pattern: /^copy$/u, reason: 'copying the colour space is for videos' },
  ],
});
