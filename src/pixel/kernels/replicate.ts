/** Repeats a picture over a canvas, row by row. */
import type { Replicate } from '../../ops/operation.ts';
import type { RawPicture } from '../raw-picture.ts';

const wrap = (value: number, size: number): number => ((value % size) + size) % size;

export const replicate = (
  { data, width, height, channels }: RawPicture,
  canvas: Omit<Replicate, 'op'>,
): RawPicture => {
  const rowBytes = canvas.width * channels;
  const result = new Uint8Array(rowBytes * canvas.height);
  for (let y = 0; y < canvas.height; y += 1) {
    const from = wrap(y - canvas.top, height) * width * channels;
    const row = y * rowBytes;
    for (let x = 0; x < canvas.width;) {
      const column = wrap(x - canvas.left, width);
      const run = Math.min(width - column, canvas.width - x);
      const begin = from + column * channels;
      result.set(data.subarray(begin, begin + run * channels), row + x * channels);
      x += run;
    }
  }
  return { data: result, width: canvas.width, height: canvas.height, channels };
};
