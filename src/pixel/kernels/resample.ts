/**
 * Takes each pixel of a picture from somewhere else in it, between four pixels where that is where it lies. Beyond the edge
 * lies the edge. Colours count as much as their alpha lets them be seen, so that what is transparent bleeds no colour into
 * its neighbours.
 */
import type { RawPicture } from '../raw-picture.ts';
import { createLayout, makeRoom } from '../wasm.ts';
import { placePicture, type Reader, withReader } from './reader.ts';

/** Writes where the pixel at x, y comes from, in pixels, into `from`. */
export type Warp = (x: number, y: number, from: Float64Array) => void;

const floatsPerOrigin = 2;

const resampleWith = (reader: Reader, source: RawPicture, warp: Warp): RawPicture => {
  const { width, height, channels } = source;
  const { take, taken } = createLayout();
  const picture = take(reader.pictureBytes(width, height));
  const bytes = take(width * channels);
  const origins = take(width * floatsPerOrigin * Float32Array.BYTES_PER_ELEMENT);
  makeRoom(reader, taken());
  placePicture(reader, source, picture, bytes);
  const written = new Float32Array(reader.memory.buffer, origins, width * floatsPerOrigin);
  const row = new Uint8Array(reader.memory.buffer, bytes, width * channels);
  const data = new Uint8Array(source.data.length);
  const from = new Float64Array(floatsPerOrigin);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      warp(x, y, from);
      // The middle of a pixel is half a pixel from its corner.
      written[x * floatsPerOrigin] = from[0]! + 0.5;
      written[x * floatsPerOrigin + 1] = from[1]! + 0.5;
    }
    reader.moveRow(picture, width, height, origins, width, bytes, channels);
    data.set(row, y * row.length);
  }
  return { data, width, height, channels };
};

export const resample = (picture: RawPicture, warp: Warp): RawPicture =>
  withReader((reader) => resampleWith(reader, picture, warp));
