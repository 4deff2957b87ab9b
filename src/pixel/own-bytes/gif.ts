/** A GIF without anything that it says of itself. GIF89a, sections 17 to 27. */
import { concatenate } from './concatenate.ts';

const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));

/** How often an animation is shown: of all that programs write into a GIF, what browsers read. */
const loops: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** Behind the blocks of data that begin here, and the one without any. */
const skipData = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at]! > 0) at += 1 + bytes[at]!;
  return at + 1;
};

type Verdict = 'drop' | 'keep' | 'unclear';

const judgeExtension = (bytes: Uint8Array, at: number): Verdict => {
  switch (bytes[at + 1]) {
    case 0xf9: // when and how the next picture is shown
      return 'keep';
    case 0xff:
      return loops.has(String.fromCodePoint(...bytes.subarray(at + 3, at + 14))) ? 'keep' : 'drop';
    case 0x01: // a text to be drawn, which nobody draws
      return 'unclear';
    default:
      return 'drop';
  }
};

export const stripGif = (bytes: Uint8Array): Uint8Array | undefined => {
  let at = 13 + tableBytes(bytes[10] ?? 0);
  const parts = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === 0x3b) return concatenate([...parts, bytes.subarray(at, at + 1)]);
    if (kind !== 0x2c && kind !== 0x21) return undefined;
    const verdict = kind === 0x2c ? 'keep' : judgeExtension(bytes, at);
    const next = skipData(bytes, kind === 0x2c ? at + 11 + tableBytes(bytes[at + 9] ?? 0) : at + 2);
    if (verdict === 'unclear' || next > bytes.length) return undefined;
    if (verdict === 'keep') parts.push(bytes.subarray(at, next));
    at = next;
  }
  return undefined;
};
