/**
 * What was found out about originals, what was made of those that libvips cannot read as they are, and pixels that were
 * decoded, for the next picture of the same one: a header is read once, a drawing made harmless once, a HEIC unpacked
 * once, and a photograph that is asked for in many sizes is not decoded for each of them.
 */
import { LRUCache } from 'lru-cache';
import type { PixelLimits } from './inspect.ts';
import { openOriginal } from './open-original.ts';
import type { KeepDecoded, OpenedSource } from './opened.ts';
import type { Shrink } from './shrink-on-load.ts';

/** `key`: two originals with the same one are the same; without it nothing is remembered. */
export type OpenOnce = (bytes: Uint8Array, key: string | undefined) => Promise<OpenedSource>;

/** The original itself is kept by others, if at all. */
interface Found {
  readonly opened: Omit<OpenedSource, 'bytes' | 'file'>;
  readonly bytes: Uint8Array | undefined;
  readonly file: Uint8Array | undefined;
  /** Of the original, at each size that was asked for; undefined when that was once. */
  readonly decoded: ReadonlyMap<Shrink, Uint8Array | undefined>;
}

/** Facts and a key. */
const overheadBytes = 1024;

const sizeOf = ({ bytes, file, decoded }: Found): number => {
  const made = (bytes?.byteLength ?? 0) + (file === bytes ? 0 : (file?.byteLength ?? 0));
  const sizes = [...decoded.values()].map((each) => each?.byteLength ?? 0);
  return sizes.reduce((sum, size) => sum + size, overheadBytes + made);
};

/** `maxBytes` bounds what was made. */
export const createOpenOnce = (limits: PixelLimits, maxBytes: number): OpenOnce => {
  const known = new LRUCache<string, Found>({ maxSize: maxBytes, sizeCalculation: sizeOf });

  const note = (key: string, shrink: Shrink, each: Uint8Array | undefined): void => {
    const found = known.peek(key);
    if (found) known.set(key, { ...found, decoded: new Map([...found.decoded, [shrink, each]]) });
  };

  const keepUnder =
    (key: string): KeepDecoded =>
    async ({ shrink, bytes }, decode) => {
      if (bytes * 4 > maxBytes) return undefined;
      const asked = known.peek(key)?.decoded;
      const kept = asked?.get(shrink);
      if (kept) return kept;
      const decoded = asked?.has(shrink) ? await decode() : undefined;
      note(key, shrink, decoded);
      return decoded;
    };

  return async (original, key) => {
    const found = key === undefined ? undefined : known.get(key);
    if (found) return { ...found.opened, bytes: found.bytes ?? original, file: found.file ?? original };
    const { bytes, file, ...readable } = await openOriginal(original, limits);
    const opened = { ...readable, ...(key !== undefined && { keep: keepUnder(key) }) };
    if (key !== undefined) {
      const unlessOriginal = (made: Uint8Array): Uint8Array | undefined =>
        made === original ? undefined : made;
      const made = { bytes: unlessOriginal(bytes), file: unlessOriginal(file) };
      known.set(key, { opened, ...made, decoded: new Map() });
    }
    return { ...opened, bytes, file };
  };
};
