/** PNG files with fewer chunks. https://www.w3.org/TR/png-3/#11Chunks */
import { concatenate } from './concatenate.ts';

interface Chunk {
  readonly name: string;
  /** All of it, length and checksum included. */
  readonly bytes: Uint8Array;
}

const signatureBytes = 8;

/** Undefined for what is not built as a PNG is. */
const readChunks = (bytes: Uint8Array): readonly Chunk[] | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signatureBytes;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + view.getUint32(at);
    const name = String.fromCodePoint(...bytes.subarray(at + 4, at + 8));
    if (next > bytes.length) return undefined;
    chunks.push({ name, bytes: bytes.subarray(at, next) });
    at = next;
    if (name === 'IEND') return chunks;
  }
  return undefined;
};

const withChunks = (bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array =>
  concatenate([bytes.subarray(0, signatureBytes), ...chunks.map((chunk) => chunk.bytes)]);

/** What is needed to show a PNG; texts, times and EXIF are not. */
const neededChunks: ReadonlySet<string> = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP']);

const isCritical = ({ name }: Chunk): boolean => /^[A-Z]/.test(name);

/** A PNG without anything that it says of itself. */
export const stripPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const chunks = readChunks(bytes);
  if (chunks === undefined || chunks.some(({ name }) => name === 'acTL')) return undefined;
  const needed = chunks.filter((chunk) => isCritical(chunk) || neededChunks.has(chunk.name));
  return withChunks(bytes, needed);
};

/**
 * A PNG that does not say how large it is on paper. libvips writes what the original said there, if it has that at hand,
 * and 25.4 dots per inch for pixels of ours.
 */
export const withoutPngDensity = (bytes: Uint8Array): Uint8Array => {
  const chunks = readChunks(bytes);
  return chunks
    ? withChunks(
        bytes,
        chunks.filter(({ name }) => name !== 'pHYs'),
      )
    : bytes;
};
