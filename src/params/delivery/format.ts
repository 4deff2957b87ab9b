/** `f_`: the format of the result. */
import { arg, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const format = delivery({
  key: 'f',
  title: 'format',
  summary:
    'Format of the result; it beats the extension of the URL, which beats the format of the original. auto takes what is smallest for the same look among what the client accepts.',
  note: 'auto chooses among AVIF, WebP, JPEG and PNG, keeps transparency and motion (WebP or GIF), and answers with a quick format until AVIF is ready. JPEG XL, HEIC and BMP are read, and cannot be written: such an original becomes JPEG or PNG when it is transformed. SVG is for what e_vectorize draws, and for vector originals as they are. An icon has one size, at most 256 pixels a side.',
  sought: 'convert type jpg png webp avif ico',
  status: 'exact',
  args: {
    format: arg(
      keyword(['jpg', 'png', 'webp', 'avif', 'gif', 'tiff', 'ico', 'svg', 'auto'], {
        jpeg: 'jpg',
        jpe: 'jpg',
        tif: 'tiff',
      }),
    ),
    media: arg(keyword(['image', 'animated']), { optional: true, implied: 'image' }),
  },
  examples: [{ chain: 'c_scale,w_200/f_webp,q_100', of: 'logo.png' }],
  refuses: [
    {
      pattern: /^auto:video$/u,
      reason: 'auto:video is for videos; f_auto is for pictures',
    },
    {
      pattern: /^jxl$/u,
      reason:
        'we read JPEG XL and do not write it, for it is no smaller than AVIF at the same look; name avif',
    },
    {
      pattern:
        /^(?:jp2|jpc|j2k|wdp|jxr|hdp|bmp|pdf|eps|ps|ai|psd|heic|heif|tga|flif|djvu|glb|gltf|usdz|obj|mp4|webm|ogv|mp3|aiff|wav|m3u8|mpd|mov|mkv)$/u,
      reason: 'we cannot write this format; name one of jpg, png, webp, avif, gif, tiff, ico',
    },
  ],
});
