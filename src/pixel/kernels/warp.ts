/**
 * Takes each pixel of a new canvas from somewhere in the picture. Where the picture is enlarged or keeps its size it is
 * read by Catmull and Rom's cubic, where it shrinks as the mean of all that falls into the pixel. Beyond the edge lies the
 * edge, and colours count as much as they can be seen. The reading is WebAssembly (assembly/warp.ts): nearly all of the
 * time goes there.
 */
import type { Size } from '../../ops/placement.ts';
import type { RawPicture } from '../raw-picture.ts';
import { createLayout, makeRoom } from '../wasm.ts';
import { placePicture, type Reader, withReader } from './reader.ts';

/** Where the middle of a pixel comes from. Written anew for each. */
export interface Origin {
  /** In pixels of the picture, from its top left corner. */
  u: number;
  v: number;
  /** How far u and v go on for one pixel to the right, and for one downwards. */
  uRight: number;
  vRight: number;
  uDown: number;
  vDown: number;
  /** 0..1: how much of the pixel the picture covers. The others need not be written where it covers nothing. */
  covered: number;
}

export type Mapping = (x: number, y: number, origin: Origin) => void;

const floatsPerOrigin = 8;

const writeOrigin = (origin: Origin, to: Float32Array, at: number): void => {
  to[at] = origin.u;
  to[at + 1] = origin.v;
  to[at + 2] = origin.uRight;
  to[at + 3] = origin.vRight;
  to[at + 4] = origin.uDown;
  to[at + 5] = origin.vDown;
  to[at + 6] = origin.covered;
};

/** A row of bytes of the picture, then one of the result. */
const rowBytes = (picture: Size, result: Size): number => 4 * Math.max(picture.width, result.width);

const warpWith = (reader: Reader, source: RawPicture, size: Size, mapping: Mapping): RawPicture => {
  const { width, height } = size;
  const { take, taken } = createLayout();
  const picture = take(reader.pictureBytes(source.width, source.height));
  const bytes = take(rowBytes(source, size));
  const origins = take(width * floatsPerOrigin * Float32Array.BYTES_PER_ELEMENT);
  makeRoom(reader, taken());
  placePicture(reader, source, picture, bytes);
  const written = new Float32Array(reader.memory.buffer, origins, width * floatsPerOrigin);
  const row = new Uint8Array(reader.memory.buffer, bytes, width * 4);
  const data = new Uint8Array(width * height * 4);
  const origin: Origin = { u: 0, v: 0, uRight: 0, vRight: 0, uDown: 0, vDown: 0, covered: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      mapping(x + 0.5, y + 0.5, origin);
      writeOrigin(origin, written, x * floatsPerOrigin);
    }
    reader.drawRow(picture, source.width, source.height, origins, width, bytes);
    data.set(row, y * row.length);
  }
  return { data, width, height, channels: 4 };
};

export const warp = (picture: RawPicture, size: Size, mapping: Mapping): RawPicture =>
  withReader((reader) => warpWith(reader, picture, size, mapping));
