/**
 * A Gaussian too wide to be convolved at full size: shrink, blur, enlarge. What a blur of sigma leaves holds no detail
 * finer than sigma, so a copy shrunk to a third of that loses nothing that shows.
 */
import type { Sharp } from 'sharp';
import { minAmplitude, steadySigma } from '../steady-sigma.ts';
import { onRaw, type RawPicture, toRaw } from '../raw-picture.ts';

/** Sigma on the shrunk copy. */
const workingSigma = 4;
/** The copy keeps at least this many pixels on its short side, or the edges would weigh too much. */
const leastSide = 16;

export const blurWidely = async (picture: RawPicture, sigma: number): Promise<RawPicture> => {
  const { width, height } = picture;
  const shrink = Math.max(1, Math.min(sigma / workingSigma, width / leastSide, height / leastSide));
  const [smallWidth, smallHeight] = [Math.round(width / shrink), Math.round(height / shrink)];
  const small = onRaw(picture, (image) =>
    image
      .resize({ width: smallWidth, height: smallHeight, fit: 'fill' })
      .blur({ sigma: steadySigma(sigma / shrink), minAmplitude }),
  );
  const enlarge = (image: Sharp): Sharp => image.resize({ width, height, fit: 'fill', kernel: 'cubic' });
  return await toRaw(onRaw(await toRaw(small), enlarge));
};
