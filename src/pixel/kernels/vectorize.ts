/** The picture as flat shapes, for `e_vectorize`: traced on a copy of a fitting size, as SVG or drawn as pixels again. */
import sharp from 'sharp';
import type { Size } from '../../ops/placement.ts';
import { longestTraced, mostEnlarged, type Vectorize } from '../../ops/redrawing.ts';
import { onRaw, type RawPicture, toRaw, withoutAlpha } from '../raw-picture.ts';
import { traceToSvg } from '../trace/trace.ts';

const copyFor = async (picture: RawPicture): Promise<RawPicture> => {
  const { width, height } = picture;
  const scale = Math.min(mostEnlarged, longestTraced / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  return toRaw(onRaw(picture, (image) => image.resize({ ...size, fit: 'fill' })));
};

/** The drawing of a picture, to be shown at a size that may be another one. */
export const drawSvg = async (
  picture: RawPicture,
  act: Omit<Vectorize, 'op'>,
  { width, height }: Size = picture,
): Promise<Uint8Array> =>
  new TextEncoder().encode(traceToSvg(await copyFor(picture), act, { width, height }));

export const vectorize = async (picture: RawPicture, act: Omit<Vectorize, 'op'>): Promise<RawPicture> => {
  const image = sharp(await drawSvg(picture, act), { limitInputPixels: false });
  const drawn = await toRaw({ image, decodes: false, size: undefined });
  return picture.channels === 3 ? withoutAlpha(drawn) : drawn;
};
