/** A PNG without anything that it says of itself. https://www.w3.org/TR/png-3/#11Chunks */
import { concatenate } from './concatenate.ts';

/** What is needed to show a PNG; texts, times and EXIF are not. */
const keptChunks: ReadonlySet<string> = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP']);

export const stripPng = (bytes: Uint8Array): Uint8Array | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + view.getUint32(at);
    const name = String.fromCodePoint(...bytes.subarray(at + 4, at + 8));
    if (next > bytes.length || name === 'acTL') return undefined;
    const isCritical = (bytes[at + 4]! & 0x20) === 0;
    if (isCritical || keptChunks.has(name)) parts.push(bytes.subarray(at, next));
    at = next;
    if (name === 'IEND') return concatenate(parts);
  }
  return undefined;
};
