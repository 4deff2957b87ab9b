/** Light times a matrix. */
import type { Matrix3 } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { lightOf, toByte } from './light.ts';

export const recombLight = (picture: RawPicture, [x, y, z]: Matrix3): RawPicture => {
  const { data, channels } = picture;
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [lightOf[data[at]!]!, lightOf[data[at + 1]!]!, lightOf[data[at + 2]!]!];
    data[at] = toByte(x[0] * r + x[1] * g + x[2] * b);
    data[at + 1] = toByte(y[0] * r + y[1] * g + y[2] * b);
    data[at + 2] = toByte(z[0] * r + z[1] * g + z[2] * b);
  }
  return picture;
};
