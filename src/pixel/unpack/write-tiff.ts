/** Pixels and the profile of their colours as a file that libvips reads at once: a TIFF without compression. TIFF 6.0. */
import type { RawPicture } from '../raw-picture.ts';

const [short, long, anything] = [3, 4, 7];
const fileHeaderBytes = 8;
const entryBytes = 12;

type Entry = readonly [tag: number, type: number, count: number, value: number];

export const writeTiff = (
  { data, width, height, channels }: RawPicture,
  profile?: Uint8Array,
): Uint8Array => {
  const depthsAt = fileHeaderBytes + data.length;
  const profileAt = depthsAt + channels * 2;
  const directoryAt = profileAt + (profile?.length ?? 0) + ((profile?.length ?? 0) % 2);
  const entries: readonly Entry[] = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, channels, depthsAt],
    [259, short, 1, 1], // not compressed
    [262, short, 1, 2], // red, green, blue
    [273, long, 1, fileHeaderBytes],
    [277, short, 1, channels],
    [278, long, 1, height],
    [279, long, 1, data.length],
    [284, short, 1, 1], // pixel by pixel
    ...(channels === 4 ? [[338, short, 1, 2] as const] : []), // alpha, that nothing was multiplied by
    ...(profile ? [[34_675, anything, profile.length, profileAt] as const] : []),
  ];
  const bytes = new Uint8Array(directoryAt + 2 + entries.length * entryBytes + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directoryAt, true);
  bytes.set(data, fileHeaderBytes);
  for (let channel = 0; channel < channels; channel++) view.setUint16(depthsAt + channel * 2, 8, true);
  if (profile) bytes.set(profile, profileAt);
  view.setUint16(directoryAt, entries.length, true);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = directoryAt + 2 + index * entryBytes;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    if (type === short && count === 1) view.setUint16(at + 8, value, true);
    else view.setUint32(at + 8, value, true);
  }
  return bytes;
};
