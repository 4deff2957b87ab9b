/** A picture as a mask: what is dark becomes transparent. */
import { type RawPicture, withAlpha } from '../raw-picture.ts';

/** Rec. 709, as `grayscale` has it. */
export const lumaToAlpha = (picture: RawPicture): RawPicture => {
  const result = withAlpha(picture);
  const { data } = result;
  for (let at = 0; at < data.length; at += 4) {
    const luma = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
    data[at + 3] = Math.round((data[at + 3]! * luma) / 255);
  }
  return result;
};
