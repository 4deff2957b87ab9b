/** Light times a matrix. */
import type { Matrix3 } from '../../ops/tones.ts';
import type { RawPicture } from '../raw-picture.ts';
import { lightOf, toByte } from './light.ts';

export const recombLight = (picture: RawPicture, matrix: Matrix3): RawPicture => {
  const { data, channels } = picture;
  const [[rr, rg, rb], [gr, gg, gb], [br, bg, bb]] = matrix;
  for (let at = 0; at < data.length; at += channels) {
    const r = lightOf[data[at]!]!;
    const g = lightOf[data[at + 1]!]!;
    const b = lightOf[data[at + 2]!]!;
    data[at] = toByte(rr * r + rg * g + rb * b);
    data[at + 1] = toByte(gr * r + gg * g + gb * b);
    data[at + 2] = toByte(br * r + bg * g + bb * b);
  }
  return picture;
};
