/** PNGs of every depth and kind, interlaced or not, for the zoo. https://www.w3.org/TR/png-3/ */
import { crc32, deflateSync } from 'node:zlib';
import type { Paint } from '../pictures.ts';
import { height, width } from './scene.ts';

export const writeChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
};

export const signature = Buffer.from('89504e470d0a1a0a', 'hex');

interface PngShape {
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
  readonly kind: 0 | 2 | 3 | 4 | 6;
  readonly interlaced?: boolean;
  /** Chunks between header and data. */
  readonly before?: readonly Buffer[];
}

/** Samples of each pixel, in as many bits as the depth says. */
type Samples = (x: number, y: number) => readonly number[];

/** Where each pass begins, and how far its pixels lie apart. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const packRow = (samples: readonly number[], depth: number): Buffer => {
  const row = Buffer.alloc(1 + ((samples.length * depth + 7) >> 3)); // no filter
  for (const [index, sample] of samples.entries()) {
    const at = 1 + ((index * depth) >> 3);
    if (depth === 16) row.writeUInt16BE(sample, at);
    else row[at] = row[at]! | (sample << (8 - depth - ((index * depth) & 7)));
  }
  return row;
};

export const writePng = (
  samples: Samples,
  { depth, kind, interlaced = false, before = [] }: PngShape,
): Uint8Array => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([depth, kind, 0, 0, interlaced ? 1 : 0], 8);
  const rows: Buffer[] = [];
  for (const [left, top, across, down] of interlaced ? adam7 : [[0, 0, 1, 1] as const]) {
    for (let y = top; y < height; y += down) {
      const row: number[] = [];
      for (let x = left; x < width; x += across) row.push(...samples(x, y));
      rows.push(packRow(row, depth));
    }
  }
  const data = writeChunk('IDAT', deflateSync(Buffer.concat(rows)));
  return Buffer.concat([
    signature,
    writeChunk('IHDR', header),
    ...before,
    data,
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
};

/** What is to be seen of grey samples. */
export const greyOf =
  (samples: Samples, depth: number): Paint =>
  (x, y) => {
    const [grey = 0, alpha] = samples(x, y).map((sample) => Math.round((sample * 255) / (2 ** depth - 1)));
    return alpha === undefined ? [grey, grey, grey] : [grey, grey, grey, alpha];
  };
