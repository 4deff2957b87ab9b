/** Run lengths as BMP has them: pairs of a count and a colour, and escapes behind a count of zero. */
import { fail } from '../../errors.ts';

const [endOfLine, endOfPicture, delta] = [0, 1, 2];

interface Shape {
  readonly width: number;
  readonly height: number;
  /** Two pixels in a byte. */
  readonly nibbles: boolean;
}

/** One index for each pixel, rows in the order of the file; what no run reaches has the first colour. */
export const readRle = (bytes: Uint8Array, from: number, { width, height, nibbles }: Shape): Uint8Array => {
  const indices = new Uint8Array(width * height);
  let [x, y, at] = [0, 0, from];
  const next = (): number => {
    const byte = bytes[at];
    if (byte === undefined) throw fail('source.corrupt');
    at += 1;
    return byte;
  };
  /** What is outside is let go, as decoders do. */
  const put = (index: number): void => {
    if (x < width) indices[y * width + x] = index;
    x += 1;
  };
  const halfOf = (byte: number, position: number): number =>
    nibbles ? (position % 2 === 0 ? byte >> 4 : byte & 15) : byte;
  while (y < height) {
    const [count, value] = [next(), next()];
    if (count > 0) {
      for (let position = 0; position < count; position++) put(halfOf(value, position));
    } else if (value === endOfLine) [x, y] = [0, y + 1];
    else if (value === endOfPicture) break;
    else if (value === delta) [x, y] = [x + next(), y + next()];
    else {
      const length = nibbles ? Math.ceil(value / 2) : value;
      const literal = at;
      for (let position = 0; position < value; position++) {
        const byte = bytes[literal + (nibbles ? position >> 1 : position)];
        if (byte === undefined) throw fail('source.corrupt');
        put(halfOf(byte, position));
      }
      at = literal + length + (length % 2);
    }
  }
  return indices;
};
