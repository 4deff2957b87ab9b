/** The B of HSB times a factor: all channels alike, so that hue and saturation stay. */
import type { RawPicture } from '../raw-picture.ts';

export const scaleBrightness = (picture: RawPicture, factor: number): RawPicture => {
  const { data, channels } = picture;
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const largest = Math.max(r, g, b);
    const scale = largest * factor > 255 ? 255 / largest : factor;
    data[at] = Math.round(r * scale);
    data[at + 1] = Math.round(g * scale);
    data[at + 2] = Math.round(b * scale);
  }
  return picture;
};
