/** The boxes that ISO base media files are made of: HEIC, AVIF and JPEG XL. ISO/IEC 14496-12, 4.2. */

export interface MediaBox {
  readonly name: string;
  /** As much of it as is there. */
  readonly content: Uint8Array;
}

const headerBytes = 8;

/** Those at this level, one after the other. Throws a RangeError where a header is cut off. */
export const readBoxes = function* readBoxes(bytes: Uint8Array): Generator<MediaBox> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCodePoint(...bytes.subarray(at + 4, at + headerBytes));
    const [start, end] =
      length === 1
        ? [at + 16, at + Number(view.getBigUint64(at + 8))]
        : [at + headerBytes, length === 0 ? bytes.length : at + length];
    yield { name, content: bytes.subarray(start, end) };
    if (end <= at) return;
    at = end;
  }
};

export const findBox = (bytes: Uint8Array, name: string): Uint8Array | undefined => {
  for (const box of readBoxes(bytes)) if (box.name === name) return box.content;
  return undefined;
};
