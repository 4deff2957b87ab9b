/** `f_`: the format of the result. */
import { arg, keyword } from '../../values/spec.ts';
import { delivery } from '../define.ts';

export const format = delivery({
  key: 'f',
  title: 'format',
  summary: 'Format of the result; it beats the extension of the URL, which beats the format of the original.',
  status: 'exact',
  args: {
    format: arg(
      keyword(['jpg', 'png', 'webp', 'avif', 'gif', 'tiff'], { jpeg: 'jpg', jpe: 'jpg', tif: 'tiff' }),
    ),
  },
  refuses: [
    {
      pattern: /^auto(?::.*)?$/u,
      reason: 'automatic format is not built yet; name one of jpg, png, webp, avif, gif, tiff',
    },
    {
      pattern:
        /^(?:jxl|jp2|jpc|j2k|wdp|jxr|hdp|bmp|ico|svg|pdf|eps|ps|ai|psd|heic|heif|tga|flif|djvu|glb|gltf|usdz|obj|mp4|webm|ogv|mp3|aiff|wav|m3u8|mpd|mov|mkv)$/u,
      reason: 'we cannot write this format; name one of jpg, png, webp, avif, gif, tiff',
    },
  ],
});
