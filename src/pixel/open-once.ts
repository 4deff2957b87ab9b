/**
 * What was found out about originals, and what was made of those that libvips cannot read as they are, for the next
 * picture of the same one: a header is read once, a drawing made harmless once, a HEIC unpacked once.
 */
import { LRUCache } from 'lru-cache';
import type { PixelLimits } from './inspect.ts';
import { openOriginal } from './open-original.ts';
import type { OpenedSource } from './opened.ts';

/** `key`: two originals with the same one are the same; without it nothing is remembered. */
export type OpenOnce = (bytes: Uint8Array, key: string | undefined) => Promise<OpenedSource>;

/** The original itself is kept by others, if at all. */
interface Found {
  readonly opened: Omit<OpenedSource, 'bytes' | 'file'>;
  readonly bytes: Uint8Array | undefined;
  readonly file: Uint8Array | undefined;
}

/** Facts and a key. */
const overheadBytes = 1024;

const sizeOf = ({ bytes, file }: Found): number =>
  overheadBytes + (bytes?.byteLength ?? 0) + (file === bytes ? 0 : (file?.byteLength ?? 0));

/** `maxBytes` bounds what was made. */
export const createOpenOnce = (limits: PixelLimits, maxBytes: number): OpenOnce => {
  const known = new LRUCache<string, Found>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  return async (original, key) => {
    const found = key === undefined ? undefined : known.get(key);
    if (found) return { ...found.opened, bytes: found.bytes ?? original, file: found.file ?? original };
    const { bytes, file, ...opened } = await openOriginal(original, limits);
    if (key !== undefined) {
      const unlessOriginal = (made: Uint8Array): Uint8Array | undefined =>
        made === original ? undefined : made;
      known.set(key, { opened, bytes: unlessOriginal(bytes), file: unlessOriginal(file) });
    }
    return { ...opened, bytes, file };
  };
};
