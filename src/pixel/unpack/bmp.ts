/** BMP: a file header, and a bitmap as Windows keeps them. https://learn.microsoft.com/windows/win32/gdi/bitmap-storage */
import type { Size, Unpacker } from './unpacker.ts';
import { readDibHeader } from './dib-header.ts';
import { readDib } from './dib.ts';

const fileHeaderBytes = 14;

export const readBmpSize = (bytes: Uint8Array): Size => {
  const { width, height } = readDibHeader(bytes, fileHeaderBytes);
  return { width, height };
};

export const bmp: Unpacker = {
  size: readBmpSize,
  unpack: (bytes) => {
    const header = readDibHeader(bytes, fileHeaderBytes);
    const { compression, profile } = header;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const pixelsAt = view.getUint32(10, true);
    // A whole JPEG or PNG in the place of the pixels.
    if (compression === 'file') return { kind: 'file', bytes: bytes.subarray(pixelsAt) };
    return { kind: 'pixels', picture: readDib(bytes, header, pixelsAt), ...(profile && { profile }) };
  },
};
