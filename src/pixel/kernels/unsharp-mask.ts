/**
 * ImageMagick's -unsharp (https://imagemagick.org/script/command-line-options.php#unsharp): each channel moves away from
 * its blurred copy. Where ImageMagick leaves small differences alone and so makes a step at its threshold, ours fades
 * out towards nothing, so that grain and smooth skies stay as they are.
 */
import type { RawPicture } from '../raw-picture.ts';
import { blurRaw } from './blur-raw.ts';

/** Levels of difference of which half is taken for grain. */
const grain = 2;

const cored = (difference: number): number => {
  const square = difference * difference;
  return (difference * square) / (square + grain * grain);
};

export const maskUnsharp = async (
  picture: RawPicture,
  sigma: number,
  amount: number,
): Promise<RawPicture> => {
  const { data, channels } = picture;
  const { data: blurred } = await blurRaw(picture, sigma);
  const added = Int16Array.from({ length: 511 }, (_, index) => Math.round(amount * cored(index - 255)));
  for (let at = 0; at < data.length; at += channels) {
    for (let channel = at; channel < at + 3; channel += 1) {
      const value = data[channel]! + added[data[channel]! - blurred[channel]! + 255]!;
      data[channel] = value < 0 ? 0 : value > 255 ? 255 : value;
    }
  }
  return picture;
};
