/** Copies of small originals that are asked for often, within a number of bytes. */
import { LRUCache } from 'lru-cache';
import type { Content, Copies } from './content.ts';

interface Copy {
  readonly etag: string;
  readonly bytes: Uint8Array;
}

/** Larger ones would push out too many others. */
const largestShare = 4;
/** Of what lies around the bytes. */
const entryBytes = 200;

/** One bound for all origins; each sees its own. */
export const createMemoryCopies = (maxBytes: number): ((namespace: string) => Copies) => {
  const copies = new LRUCache<string, Copy>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize: Math.max(1, Math.floor(maxBytes / largestShare)),
    sizeCalculation: ({ bytes }, key) => bytes.byteLength + key.length + entryBytes,
  });
  return (namespace) => {
    const place = (key: string): string => JSON.stringify([namespace, key]);
    const peek = ({ key, etag }: Content): Copy | undefined => {
      const copy = copies.peek(place(key));
      return copy?.etag === etag ? copy : undefined;
    };
    return {
      sizeOf: (content) => peek(content)?.bytes.byteLength,
      read: async (content) => {
        const copy = peek(content);
        if (copy) copies.get(place(content.key)); // counts as used
        return Promise.resolve(copy?.bytes);
      },
      keep: ({ key, etag }, bytes) => {
        copies.set(place(key), { etag, bytes });
      },
      drop: async (key) => {
        copies.delete(place(key));
        return Promise.resolve();
      },
      find: async (key) => {
        const copy = copies.peek(place(key));
        return Promise.resolve(copy && { key, etag: copy.etag });
      },
    };
  };
};
