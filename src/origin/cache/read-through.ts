/** Originals that are read by way of copies: from a copy where there is one, and into one where there is none yet. */
import { fail } from '../../errors.ts';
import type { Origin, Source } from '../../ports.ts';
import { throwIfAborted } from '../remote-failure.ts';
import { createShare } from '../share.ts';
import type { Content, Copies } from './content.ts';

/** What an origin said that a name stands for. */
export type Found = Content & Pick<Source, 'lastModifiedMs'>;

export interface ReadThroughOptions {
  readonly origin: Origin;
  readonly copies: Copies;
}

export interface ReadThrough {
  /** `onGone` is told when the origin has other content by the time of reading. */
  readonly keepWhatIsRead: (source: Source, found: Found, onGone: () => void) => Source;
  /**
   * An original of which there is a copy; should that be gone by the time it is read, the origin is asked again.
   * Undefined where there is none.
   */
  readonly openCopy: (found: Found, atMs: number, onGone: () => void) => Promise<Source | undefined>;
}

export const createReadThrough = ({ origin, copies }: ReadThroughOptions): ReadThrough => {
  const shareBodies = createShare<Uint8Array | undefined>();

  const read = async (
    source: Source,
    found: Found,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> => {
    throwIfAborted(signal);
    const copy = await copies.read(found);
    if (copy) {
      source.close?.();
      if (copy.byteLength > maxBytes) throw fail('source.too-many-bytes');
      return copy;
    }
    const readAndKeep = async (shared: AbortSignal): Promise<Uint8Array | undefined> => {
      const bytes = await source.bytes(maxBytes, shared);
      if (bytes) copies.keep(found, bytes);
      return bytes;
    };
    try {
      return await shareBodies(JSON.stringify([found.key, found.etag, maxBytes]), readAndKeep, signal);
    } finally {
      source.close?.(); // of those who shared a body, all but one have one left over
    }
  };

  const keepWhatIsRead: ReadThrough['keepWhatIsRead'] = (source, found, onGone) => ({
    ...source,
    bytes: async (maxBytes, signal) => {
      const bytes = await read(source, found, maxBytes, signal);
      if (bytes === undefined) onGone();
      return bytes;
    },
  });

  const readAnew = async (
    found: Found,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Uint8Array | undefined> => {
    const opened = await origin.open(found.key, {}, signal);
    if (typeof opened !== 'object') return undefined;
    if (opened.etag === found.etag) return opened.bytes(maxBytes, signal);
    opened.close?.();
    return undefined;
  };

  const openCopy: ReadThrough['openCopy'] = async (found, atMs, onGone) => {
    const path = await copies.pathOf?.(found);
    const size = copies.sizeOf(found);
    if (size === undefined) return undefined;
    const source: Source = {
      ...found,
      size,
      checkedAtMs: atMs,
      ...(path !== undefined && { file: { path } }),
      bytes: async (maxBytes, signal) => readAnew(found, maxBytes, signal),
    };
    return keepWhatIsRead(source, found, onGone);
  };

  return { keepWhatIsRead, openCopy };
};
