/**
 * Each pixel becomes the mean of those that a shape around it covers. The sum of a run of pixels is the difference of two
 * running sums, however long it is. Colours count as much as their alpha.
 */
import type { RawPicture } from '../raw-picture.ts';
import { createLayout, makeRoom } from '../wasm.ts';
import { type Around, withAround } from './around.ts';
import type { KernelShape } from './kernel-shape.ts';

const premultipliedBytes = 8;

const averageWith = (around: Around, picture: RawPicture, shape: KernelShape, rounds: number): RawPicture => {
  const { data, width, height, channels } = picture;
  const { reach, runs, pixels } = shape;
  const { take, taken } = createLayout();
  const numbers = Int32Array.from(runs.flatMap(({ down, left, length }) => [down, left, length]));
  const pictureAt = take(width * height * premultipliedBytes);
  const rowAt = take(width * channels);
  const runsAt = take(numbers.byteLength);
  const scratch = take(around.scratchBytes(width, reach));
  makeRoom(around, taken());
  new Int32Array(around.memory.buffer, runsAt, numbers.length).set(numbers);
  const row = new Uint8Array(around.memory.buffer, rowAt, width * channels);
  const premultipliedRow = (y: number): number => pictureAt + y * width * premultipliedBytes;
  for (let y = 0; y < height; y += 1) {
    row.set(data.subarray(y * row.length, (y + 1) * row.length));
    around.premultiply(rowAt, channels, width, premultipliedRow(y));
  }
  for (let round = 0; round < rounds; round += 1) {
    around.average(pictureAt, width, height, reach, runsAt, runs.length, pixels, scratch);
  }
  for (let y = 0; y < height; y += 1) {
    around.straighten(premultipliedRow(y), width, rowAt, channels);
    data.set(row, y * row.length);
  }
  return picture;
};

/** So many times over. */
export const average = (picture: RawPicture, shape: KernelShape, rounds: number): RawPicture =>
  withAround((around) => averageWith(around, picture, shape, rounds));
