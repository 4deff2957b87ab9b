/** A Gaussian of any width, for kernels that need one of their own. */
import { addToPipeline } from '../pipeline-runners.ts';
import { onRaw, type RawPicture, toRaw } from '../raw-picture.ts';
import { leastSigma, widestDirectSigma } from '../step.ts';
import { blurWidely } from './wide-blur.ts';

/** Colours are weighted by alpha. The picture itself when it is too little to be seen; never written into. */
export const blurRaw = async (picture: RawPicture, sigma: number): Promise<RawPicture> => {
  if (sigma < leastSigma) return picture;
  if (sigma > widestDirectSigma) return await blurWidely(picture, sigma);
  return await toRaw(onRaw(picture, (image) => addToPipeline(image, { op: 'blur', sigma })));
};
