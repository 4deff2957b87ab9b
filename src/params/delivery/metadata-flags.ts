/** `fl_` flags about what is written beside the pixels. Without any of them, nothing is. */
import { delivery } from '../define.ts';

const flag = (
  name: string,
  summary: string,
  rest: { readonly status?: 'approximate'; readonly note?: string } = {},
) => delivery({ key: 'fl', name, title: `flag ${name}`, summary, status: 'exact', args: {}, ...rest });

export const keepAttribution = flag(
  'keep_attribution',
  "Keeps what the original says about its creator, rights, credit and source, in the result's EXIF, XMP and IPTC.",
);
export const keepIptc = flag(
  'keep_iptc',
  'Keeps titles, descriptions, keywords, dates and camera settings, too.',
  {
    status: 'approximate',
    note: "Not all metadata: positions (GPS), maker's notes and previews never get into a result. GIF holds none, TIFF no EXIF.",
  },
);

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
