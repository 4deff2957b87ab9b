/**
 * Light into the shadows. A shadow is judged half by the pixel and half by what lies around it, which keeps detail. What
 * is around ends at edges, or a dark thing on white would stay darker along its rim: a guided filter, found on a small copy
 * (He and Sun, https://arxiv.org/abs/1505.00996).
 */
import { onRaw, type RawPicture, toRaw } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';
import { blurPlane } from './running-means.ts';

/** Around: a Gaussian whose sigma is this share of the longer side. */
const surroundings = 1 / 40;
/** That sigma on the small copy. */
const workingSigma = 4;
/** Variances well above this are edges: those of about 25 levels. */
const edgeVariance = 650;

const shrink = async (picture: RawPicture): Promise<RawPicture> => {
  const longest = Math.max(picture.width, picture.height);
  const scale = Math.min(1, workingSigma / (longest * surroundings));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return toRaw(onRaw(picture, (image) => image.resize({ width, height, fit: 'fill' })));
};

/** Around a pixel it is `slope` times the luma of the pixel itself, and `offset`: as bytes, the slope in 255ths. */
const findSurroundings = async (picture: RawPicture): Promise<RawPicture> => {
  const { data: source, width, height, channels } = await shrink(picture);
  const sigma = Math.max(1, Math.max(width, height) * surroundings);
  const blur = (samples: Float32Array): Float32Array | Uint8Array =>
    blurPlane({ samples, width, height }, sigma, 'edge');
  const luma = Float32Array.from({ length: width * height }, (_, pixel) => {
    const at = pixel * channels;
    return lumaOf(source[at]!, source[at + 1]!, source[at + 2]!);
  });
  const mean = blur(luma);
  const meanSquare = blur(luma.map((value) => value * value));
  const slopes = luma.map((_, at) => {
    const variance = Math.max(0, meanSquare[at]! - mean[at]! * mean[at]!);
    return variance / (variance + edgeVariance);
  });
  const slope = blur(slopes);
  const offset = blur(slopes.map((value, at) => mean[at]! * (1 - value)));
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < luma.length; pixel += 1) {
    data[pixel * 3] = Math.round(slope[pixel]! * 255);
    data[pixel * 3 + 1] = Math.round(offset[pixel]!);
  }
  return { data, width, height, channels: 3 };
};

export const fillLight = async (picture: RawPicture, amount: number, below: number): Promise<RawPicture> => {
  const { data, width, height, channels } = picture;
  const small = await findSurroundings(picture);
  const around = await toRaw(
    onRaw(small, (image) => image.resize({ width, height, fit: 'fill', kernel: 'linear' })),
  );
  const gains = Float32Array.from({ length: 256 }, (_, luma) => {
    const depth = Math.max(0, 1 - luma / 255 / below);
    return 1 + amount * depth * depth;
  });
  for (let at = 0, from = 0; at < data.length; at += channels, from += 3) {
    const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
    const own = lumaOf(r, g, b);
    const near = Math.min(255, (around.data[from]! * own) / 255 + around.data[from + 1]!);
    const gain = Math.min(gains[Math.round((own + near) / 2)]!, 255 / Math.max(1, r, g, b));
    data[at] = Math.round(r * gain);
    data[at + 1] = Math.round(g * gain);
    data[at + 2] = Math.round(b * gain);
  }
  return picture;
};
