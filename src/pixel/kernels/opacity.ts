/** Alpha times a factor. */
import { type RawPicture, withAlpha } from '../raw-picture.ts';

export const scaleAlpha = (picture: RawPicture, factor: number): RawPicture => {
  const result = withAlpha(picture);
  const { data } = result;
  for (let at = 3; at < data.length; at += 4) data[at] = Math.round(data[at]! * factor);
  return result;
};
