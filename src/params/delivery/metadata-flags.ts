/** `fl_` flags about what is written beside the pixels. Without any of them, nothing is. */
import { delivery } from '../define.ts';

const flag = (name: string, summary: string, rest: { readonly note?: string } = {}) =>
  delivery({ key: 'fl', name, title: `flag ${name}`, summary, status: 'exact', args: {}, ...rest });

export const forceStrip = flag(
  'force_strip',
  'Writes no metadata at all, whatever other flags say; an original that would go out as it is is written anew.',
);
export const stripProfile = flag(
  'strip_profile',
  'Converts to sRGB and attaches no colour profile, which is how we always write.',
);
export const forceIcc = flag(
  'force_icc',
  'Attaches the profile of the colour space in which the result is written.',
);
