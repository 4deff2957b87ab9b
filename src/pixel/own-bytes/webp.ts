/** A WebP without anything that it says of itself. https://developers.google.com/speed/webp/docs/riff_container */
import { concatenate } from './concatenate.ts';

interface Chunk {
  readonly name: string;
  /** With its header and what fills it up. */
  readonly whole: Uint8Array;
}

/** Undefined where one is cut off. */
const readChunks = (bytes: Uint8Array, from: number): readonly Chunk[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = from;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) return undefined;
    const next = Math.min(bytes.length, at + 8 + length + (length % 2));
    chunks.push({
      name: String.fromCodePoint(...bytes.subarray(at, at + 4)),
      whole: bytes.subarray(at, next),
    });
    at = next;
  }
  return chunks;
};

const kept: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const keptInFrame: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);

/** Behind the place of the flags that tell of EXIF and XMP. */
const said = 0x08 | 0x04;

const tellsNothing = (header: Uint8Array): Uint8Array => {
  const quiet = new Uint8Array(header);
  quiet[8] = quiet[8]! & ~said;
  return quiet;
};

const withLength = (chunk: Uint8Array): Uint8Array => {
  const length = chunk.length - 8;
  const sized = concatenate(length % 2 === 0 ? [chunk] : [chunk, new Uint8Array(1)]);
  new DataView(sized.buffer).setUint32(4, length, true);
  return sized;
};

/** Place, time and picture of a frame, which is made of chunks itself. */
const stripFrame = (frame: Uint8Array): Uint8Array | undefined => {
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(4, true);
  const chunks = readChunks(frame.subarray(0, 8 + length), 8 + 16);
  const parts = chunks?.filter(({ name }) => keptInFrame.has(name)).map(({ whole }) => whole);
  return parts && withLength(concatenate([frame.subarray(0, 8 + 16), ...parts]));
};

const stripChunk = ({ name, whole }: Chunk): Uint8Array | undefined => {
  if (name === 'VP8X') return tellsNothing(whole);
  return name === 'ANMF' ? stripFrame(whole) : whole;
};

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

export const stripWebp = (bytes: Uint8Array): Uint8Array | undefined => {
  const end = 8 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  const chunks = readChunks(bytes.subarray(0, end), 12);
  const parts = chunks?.filter(({ name }) => kept.has(name)).map(stripChunk);
  if (parts?.every(isThere) !== true) return undefined;
  return withLength(concatenate([bytes.subarray(0, 12), ...parts]));
};
