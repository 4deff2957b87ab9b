/** How the result is written, per format. sharp strips all metadata and writes untagged sRGB unless told otherwise. */
import type { Sharp } from 'sharp';
import { fail } from '../errors.ts';
import type { RasterFormat } from '../ops/facts.ts';
import type { Animation, Encode } from '../plan/plan.ts';

/** Qualities that look alike on photographs (SSIMULACRA2 near 75). Numbers given in the URL reach the encoder as they are. */
export const defaultQuality = { jpg: 80, webp: 80, avif: 60, gif: 80 } as const;

const chromaOf = (encode: Encode): '4:2:0' | '4:4:4' => (encode.chroma === '444' ? '4:4:4' : '4:2:0');

/** The longest that sharp writes. */
const maxDelayMs = 65_535;

const paceOf = (animation: Animation | undefined): { readonly delay?: number[]; readonly loop?: number } =>
  animation === undefined
    ? {}
    : {
        delay: animation.shots.map(({ delayMs }) => Math.min(maxDelayMs, delayMs)),
        loop: animation.plays,
      };

type Encoder = (image: Sharp, encode: Encode, animation: Animation | undefined) => Sharp;

const encoders: { readonly [F in RasterFormat]: Encoder } = {
  // libjpeg has one way to order scans, so `semi` and `steep` are the same. With what mozjpeg adds (trellis
  // quantisation, another table, scans in order of what they tell) writing takes four times as long, and at the same look
  // 11 % fewer bytes.
  jpg: (image, encode) =>
    image.jpeg({
      quality: encode.quality ?? defaultQuality.jpg,
      chromaSubsampling: chromaOf(encode),
      progressive: encode.progressive !== 'none',
      mozjpeg: encode.thorough === true,
    }),

  // Lossless at every quality. Differs from Cloudinary: a low `q_` does not reduce the colours.
  png: (image, { pixels, progressive }) =>
    (pixels === 'png32' ? image.ensureAlpha() : image).png({
      progressive: progressive !== 'none',
      palette: pixels === 'png8',
    }),

  // What an icon holds; see icon.ts.
  ico: (image) => image.ensureAlpha().png(),

  // Effort 2 takes half the time of the default 4 for the same size. Lossy WebP is 4:2:0 by format; 4:4:4 on demand
  // means a sharper subsampling.
  webp: (image, encode, animation) =>
    encode.lossless === true || encode.quality === 100
      ? image.webp({ lossless: true, effort: 2, ...paceOf(animation) })
      : image.webp({
          ...paceOf(animation),
          quality: encode.quality ?? defaultQuality.webp,
          effort: 2,
          smartSubsample: encode.chroma === '444',
        }),

  // Effort 2 takes five times as long, and at the same look 12 % fewer bytes; effort 4 fifty times for 18 %. With it,
  // 4:4:4 takes no more bytes than 4:2:0.
  avif: (image, encode) =>
    image.avif({
      quality: encode.quality ?? defaultQuality.avif,
      effort: encode.thorough === true ? 2 : 0,
      chromaSubsampling: encode.thorough === true && encode.chroma === undefined ? '4:4:4' : chromaOf(encode),
    }),

  // Effort 1 is three times faster than the default and a little larger. Lossy: pixels that hardly differ from those of
  // the frame before are taken for the same, 8 of 255 at a quality of 80; without dithering there are more of them.
  gif: (image, { lossy, quality = defaultQuality.gif }, animation) =>
    image.gif({
      effort: 1,
      ...paceOf(animation),
      ...(lossy && { dither: 0, interFrameMaxError: Math.min(32, Math.round((100 - quality) * 0.4)) }),
    }),

  // Lossless, and read by everything that reads TIFF. Fax counts ink: zero is white.
  tiff: (image, { bilevel }) =>
    bilevel
      ? image.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1, miniswhite: true })
      : image.tiff({ compression: 'lzw', predictor: 'horizontal' }),
};

/** libvips' own profiles: sRGB in 480 bytes, and the CMYK of a general press. */
const inSpace = (image: Sharp, { space, profile }: Encode): Sharp => {
  const attach = profile === true;
  if (space === 'cmyk') return image.toColourspace('cmyk').withIccProfile('cmyk', { attach });
  return attach ? image.withIccProfile('srgb') : image;
};

/** With an animation, `image` holds all of its frames, one under the other. */
export const encodeAs = (image: Sharp, encode: Encode, animation?: Animation): Sharp => {
  const { format } = encode;
  if (format === 'svg') throw fail('internal.bug', 'Pixels cannot be written as SVG');
  return encoders[format](inSpace(image, encode), encode, animation);
};
