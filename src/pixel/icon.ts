/** An icon of one picture: a directory, and a PNG. https://learn.microsoft.com/windows/win32/menurc/resdir */

const headerBytes = 6;
const entryBytes = 16;

/** A side of 256 is written as 0. */
export const wrapIcon = (png: Uint8Array, width: number, height: number): Uint8Array => {
  const icon = new Uint8Array(headerBytes + entryBytes + png.length);
  const view = new DataView(icon.buffer);
  view.setUint16(2, 1, true); // an icon, not a pointer
  view.setUint16(4, 1, true); // of one picture
  icon[headerBytes] = width % 256;
  icon[headerBytes + 1] = height % 256;
  view.setUint16(headerBytes + 4, 1, true); // planes
  view.setUint16(headerBytes + 6, 32, true); // bits of each pixel
  view.setUint32(headerBytes + 8, png.length, true);
  view.setUint32(headerBytes + 12, headerBytes + entryBytes, true);
  icon.set(png, headerBytes + entryBytes);
  return icon;
};
