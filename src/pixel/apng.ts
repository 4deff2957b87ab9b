/**
 * Animated PNG, which libvips cannot write: each frame is encoded as a PNG of its own, and their chunks are put together.
 * https://www.w3.org/TR/png-3/#apng-frame-based-animation
 */
import { crc32 } from 'node:zlib';
import type { Sharp } from 'sharp';
import type { Animation } from '../plan/plan.ts';
import { onRaw, runPipeline, type Strip } from './raw-picture.ts';

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const signatureBytes = 8;

const readChunks = (png: Uint8Array): readonly Chunk[] => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signatureBytes; at < png.length;) {
    const length = view.getUint32(at);
    const type = String.fromCodePoint(...png.subarray(at + 4, at + 8));
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
};

const writeChunk = ({ type, data }: Chunk): Uint8Array => {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index += 1) chunk[4 + index] = type.codePointAt(index)!;
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
};

const wordsOf = (...words: readonly number[]): Uint8Array => {
  const data = new Uint8Array(words.length * 4);
  const view = new DataView(data.buffer);
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word);
  return data;
};

/** As a fraction of two 16-bit numbers: milliseconds as far as they go, then hundredths. */
const delayOf = (delayMs: number): number =>
  delayMs <= 0xff_ff
    ? delayMs * 0x1_00_00 + 1000
    : Math.min(0xff_ff, Math.round(delayMs / 10)) * 0x1_00_00 + 100;

/** Takes the place of what was there (dispose none, blend source: both zero). */
const frameControl = (sequence: number, { width, height, left, top }: Box, delayMs: number): Chunk => ({
  type: 'fcTL',
  data: new Uint8Array([...wordsOf(sequence, width, height, left, top, delayOf(delayMs)), 0, 0]),
});

/** The smallest rectangle outside of which the picture is like the one before; one pixel when all is. */
const findChange = ({ data, width, height, channels }: Strip, index: number): Box => {
  const rowBytes = width * channels;
  const now = index * height * rowBytes;
  const before = now - height * rowBytes;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let at = 0; at < rowBytes; at += 1) {
      const offset = y * rowBytes + at;
      if (data[now + offset] === data[before + offset]) continue;
      const x = Math.floor(at / channels);
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0
    ? { left: 0, top: 0, width: 1, height: 1 }
    : { left, top, width: right - left + 1, height: bottom - top + 1 };
};

const cutOut = ({ data, width, height, channels }: Strip, index: number, box: Box): Uint8Array => {
  const part = new Uint8Array(box.width * box.height * channels);
  const rowBytes = box.width * channels;
  for (let y = 0; y < box.height; y += 1) {
    const from = ((index * height + box.top + y) * width + box.left) * channels;
    part.set(data.subarray(from, from + rowBytes), y * rowBytes);
  }
  return part;
};

const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** `encode` writes one picture as PNG, always with the same settings. */
export const encodeApng = async (
  strip: Strip,
  { shots, plays }: Animation,
  encode: (image: Sharp) => Sharp,
): Promise<Uint8Array> => {
  const { width, height, channels, count } = strip;
  const parts: Uint8Array[] = [];
  let sequence = 0;
  for (const [index, { delayMs }] of shots.entries()) {
    const box = index === 0 ? { left: 0, top: 0, width, height } : findChange(strip, index);
    const picture = { data: cutOut(strip, index, box), width: box.width, height: box.height, channels };
    const { data: png } = await runPipeline(onRaw(picture, encode));
    const chunks = readChunks(png);
    if (index === 0) {
      const [header, ...others] = chunks.slice(
        0,
        chunks.findIndex(({ type }) => type === 'IDAT'),
      );
      parts.push(png.subarray(0, signatureBytes), writeChunk(header!));
      parts.push(writeChunk({ type: 'acTL', data: wordsOf(count, plays) }), ...others.map(writeChunk));
    }
    parts.push(writeChunk(frameControl(sequence, box, delayMs)));
    sequence += 1;
    for (const chunk of chunks.filter(({ type }) => type === 'IDAT')) {
      if (index === 0) parts.push(writeChunk(chunk));
      else parts.push(writeChunk({ type: 'fdAT', data: concat([wordsOf(sequence), chunk.data]) }));
      if (index > 0) sequence += 1;
    }
  }
  return concat([...parts, writeChunk({ type: 'IEND', data: new Uint8Array() })]);
};
