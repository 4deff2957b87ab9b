/** `d_`: what is shown where the original is missing. */
import { arg, layer } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const defaultImage = delivery({
  key: 'd',
  title: 'default image',
  summary:
    'The public id of an uploaded picture, with : for /, that takes the place of an original which does not exist.',
  note: 'The whole chain is applied to it. The answer is a 200 that may be kept for a minute by the visitor alone, and X-Cld-Error names what is missing. A missing layer is still an error.',
  status: 'exact',
  args: { source: arg(layer()) },
});
