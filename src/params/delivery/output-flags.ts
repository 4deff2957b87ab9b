/** `fl_` flags that choose a kind within a format. Each leaves other formats alone. */
import { delivery } from '../define.ts';

const flag = (
  name: string,
  summary: string,
  rest: { readonly status?: 'approximate'; readonly note?: string } = {},
) => delivery({ key: 'fl', name, title: `flag ${name}`, summary, status: 'exact', args: {}, ...rest });

export const png8 = flag('png8', 'Writes PNG with a palette of at most 256 colours, transparency included.');
export const png24 = flag(
  'png24',
  'Writes PNG with 24 bits for each pixel: without alpha, transparency laid over white.',
);
export const png32 = flag('png32', 'Writes PNG with 32 bits for each pixel: always with alpha.');

export const lossy = flag(
  'lossy',
  'Writes GIF smaller: without dithering, and without what hardly changes from frame to frame; where PNG is due and nothing is transparent, writes JPEG.',
  {
    status: 'approximate',
    note: 'The lower q_ (80 when absent), the more of a GIF counts as unchanged; without the flag, q_ has no say in it. With png8, png24 or png32, PNG stays PNG.',
  },
);

export const tiff8Lzw = flag(
  'tiff8_lzw',
  'Writes TIFF with 8 bits a channel and LZW, which is how we always write it.',
);
export const group4 = flag(
  'group4',
  'Writes TIFF in black and white with CCITT Group 4 compression, as fax and scanned documents have it.',
  { note: 'Luma below half is black.' },
);
