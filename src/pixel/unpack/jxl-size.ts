/** The size of a JPEG XL, which its codestream begins with. ISO/IEC 18181-1, "Image headers", and 18181-2 for boxes. */
import { readBoxes } from '../boxes.ts';
import type { Size } from './unpacker.ts';

/** The codestream, or as much of it as the first box of several has. */
const findCodestream = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0x0a) return bytes;
  for (const { name, content } of readBoxes(bytes)) {
    if (name === 'jxlc') return content;
    if (name === 'jxlp') return content.subarray(4);
  }
  return undefined;
};

/** Bits from the lowest of each byte on. */
const createBits = (bytes: Uint8Array, from: number): ((count: number) => number) => {
  let at = from * 8;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) {
      const byte = bytes[at >> 3];
      if (byte === undefined) throw new RangeError('The header ends too early');
      value += ((byte >> (at & 7)) & 1) * 2 ** bit;
    }
    return value;
  };
};

/** How many bits a side has, by a selector of two. */
const sideBits = [9, 13, 18, 30] as const;

/** Width by height. */
const ratios: readonly (readonly [number, number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
];

const readSize = (codestream: Uint8Array): Size => {
  const read = createBits(codestream, 2);
  const isSmall = read(1) === 1;
  const readSide = (): number => (isSmall ? (read(5) + 1) * 8 : read(sideBits[read(2)]!) + 1);
  const height = readSide();
  const ratio = ratios[read(3) - 1];
  return { width: ratio ? Math.floor((height * ratio[0]) / ratio[1]) : readSide(), height };
};

export const findJxlSize = (bytes: Uint8Array): Size | undefined => {
  const codestream = findCodestream(bytes);
  return codestream && readSize(codestream);
};
