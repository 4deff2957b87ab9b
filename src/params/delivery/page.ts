/** `pg_`: which pages of a document, or frames of an animation, are developed. */
import { arg, list, pages } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const page = delivery({
  key: 'pg',
  title: 'page',
  summary:
    'Takes that page of a TIFF, or those frames of an animation, counted from 1: pg_4, pg_2-5;7, pg_3-. Of a layer within its components.',
  note: 'A page that is not there is refused, with how many there are. Several go on moving; one is a still picture. Of a TIFF, or for a layer, one can be shown.',
  status: 'exact',
  args: { pages: arg(list(pages(100_000), { separator: ';', min: 1, max: 50 })) },
  refuses: [
    {
      pattern: /^(?:name|embedded):.+$/u,
      reason: 'pages cannot be found by name, and documents within documents not at all',
    },
  ],
  examples: [
    { chain: 'pg_4/c_scale,w_160', of: 'animation.gif' },
    { chain: 'pg_1;3-4/c_scale,w_160', of: 'animation.gif' },
  ],
});
