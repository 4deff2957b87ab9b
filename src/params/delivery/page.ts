/** `pg_`: which page of a document, or frame of an animation, is developed. */
import { arg, int } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const page = delivery({
  key: 'pg',
  title: 'page',
  summary:
    'Takes that page of a TIFF, or that frame of an animation, counted from 1; of a layer within its components.',
  note: 'A page that is not there is refused, with how many there are.',
  status: 'exact',
  args: { number: arg(int({ min: 1, max: 100_000, literal: true })) },
  refuses: [
    {
      pattern: /^\d+(?:-\d*$|-?\d*;[\d;-]+$)/u,
      reason:
        'several pages at once are not delivered; give one page, or none for all frames of an animation',
    },
    {
      pattern: /^(?:name|embedded):.+$/u,
      reason: 'pages cannot be found by name, and documents within documents not at all',
    },
  ],
  examples: [{ chain: 'pg_4/c_scale,w_160', of: 'animation.gif' }],
});
