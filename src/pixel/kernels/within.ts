/** Does something to a rectangle of a picture. Nothing of what lies around it gets in: what is hidden stays hidden. */
import type { Blur, Box, Pixelate } from '../../ops/operation.ts';
import type { RawPicture } from '../raw-picture.ts';
import { blurRaw } from './blur-raw.ts';
import { pixelate } from './pixelate.ts';

const cut = ({ data, width, channels }: RawPicture, box: Box): RawPicture => {
  const row = box.width * channels;
  const part = new Uint8Array(row * box.height);
  for (let y = 0; y < box.height; y += 1) {
    const from = ((box.top + y) * width + box.left) * channels;
    part.set(data.subarray(from, from + row), y * row);
  }
  return { data: part, width: box.width, height: box.height, channels };
};

const paste = ({ data, width, channels }: RawPicture, part: RawPicture, { left, top }: Box): void => {
  const row = part.width * channels;
  for (let y = 0; y < part.height; y += 1) {
    data.set(part.data.subarray(y * row, (y + 1) * row), ((top + y) * width + left) * channels);
  }
};

export const runWithin = async (
  picture: RawPicture,
  box: Box,
  effect: Blur | Pixelate,
): Promise<RawPicture> => {
  const part = cut(picture, box);
  const done = effect.op === 'blur' ? await blurRaw(part, effect.sigma) : pixelate(part, effect.size);
  paste(picture, done, box);
  return picture;
};
