/** Light into the shadows. A shadow is judged half by the pixel and half by what lies around it, which keeps detail. */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';
import { blurWidely } from './wide-blur.ts';

/** Around: a Gaussian whose sigma is this share of the longer side. */
const surroundings = 1 / 40;

export const fillLight = async (picture: RawPicture, amount: number, below: number): Promise<RawPicture> => {
  const { data, width, height, channels } = picture;
  const around = await blurWidely(picture, Math.max(1, Math.max(width, height) * surroundings));
  const gains = Float32Array.from({ length: 256 }, (_, luma) => {
    const depth = Math.max(0, 1 - luma / 255 / below);
    return 1 + amount * depth * depth;
  });
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const own = lumaOf(r, g, b);
    const near = lumaOf(around.data[at]!, around.data[at + 1]!, around.data[at + 2]!);
    const gain = Math.min(gains[Math.round((own + near) / 2)]!, 255 / Math.max(1, r, g, b));
    data[at] = Math.round(r * gain);
    data[at + 1] = Math.round(g * gain);
    data[at + 2] = Math.round(b * gain);
  }
  return picture;
};
