/** Each pixel becomes the brightest, the darkest or the mean of those around it, channel by channel. */
import type { Morphology } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { average } from './average.ts';
import { dilate } from './dilate.ts';
import { type KernelShape, kernelShape } from './kernel-shape.ts';

const readChannel = ({ data, channels }: RawPicture, channel: number, flip: number): Uint8Array => {
  const plane = new Uint8Array(data.length / channels);
  for (let at = channel, pixel = 0; pixel < plane.length; pixel += 1, at += channels) {
    plane[pixel] = data[at]! ^ flip;
  }
  return plane;
};

/** What cannot be seen takes no part in it: black is the least of all. */
const hideColors = ([red, green, blue, alphas]: readonly Uint8Array[], transparent: number): void => {
  if (alphas === undefined) return;
  for (let pixel = 0; pixel < alphas.length; pixel += 1) {
    if (alphas[pixel] === transparent) {
      red![pixel] = 0;
      green![pixel] = 0;
      blue![pixel] = 0;
    }
  }
};

type Settings = Pick<Morphology, 'iterations' | 'method'>;

/** Eroding is dilating the negative. */
const spread = (picture: RawPicture, shape: KernelShape, { iterations, method }: Settings): RawPicture => {
  const flip = method === 'erode' ? 255 : 0;
  const { data, channels } = picture;
  let planes: readonly Uint8Array[] = Array.from({ length: channels }, (_, channel) =>
    readChannel(picture, channel, flip),
  );
  for (let round = 0; round < iterations; round += 1) {
    hideColors(planes, flip);
    planes = planes.map((plane) => dilate(plane, picture, shape));
  }
  for (const [channel, plane] of planes.entries()) {
    for (let at = channel, pixel = 0; pixel < plane.length; pixel += 1, at += channels) {
      data[at] = plane[pixel]! ^ flip;
    }
  }
  return picture;
};

export const morph = (
  picture: RawPicture,
  { kernel, radius, ...settings }: Omit<Morphology, 'op'>,
): RawPicture => {
  const shape = kernelShape(kernel, radius);
  return settings.method === 'convolve'
    ? average(picture, shape, settings.iterations)
    : spread(picture, shape, settings);
};
