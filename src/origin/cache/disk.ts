/**
 * Copies of originals in a folder, within a number of bytes. A copy is written beside and renamed into place, and is
 * checked by size and checksum when it is read, so that processes may share the folder, and die as they like. A copy
 * that is missing or damaged is none.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, unlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Content, Copies } from './content.ts';
import { evict, shardsOf } from './evict.ts';
import { type FileFacts, hashKey, printFileName, readFileName } from './file-name.ts';

export interface DiskCopiesOptions {
  readonly folder: string;
  readonly maxBytes: number;
  readonly nowMs?: () => number;
  /** Told of what cannot be written. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface DiskCopies {
  /** The copies of one origin: the same key of another is something else. */
  readonly of: (namespace: string) => Copies & { readonly pathOf: NonNullable<Copies['pathOf']> };
  /** Resolves when everything has been written. */
  readonly settle: () => Promise<void>;
}

interface Copy extends FileFacts {
  readonly path: string;
  /** Read whole and found to be right, or written, by this process. */
  verified: boolean;
  touchedMs: number;
}

const touchEveryMs = 3_600_000;
/** Larger ones would push out too many others. */
const largestShare = 4;
/** How much may be written between two looks around. */
const evictShare = 16;
/** Copies that wait to be written hold their bytes; more are not kept. */
const maxWaitingBytes = 128 * 1024 * 1024;

const load = async (folder: string, unfinished: string, copies: Map<string, Copy>): Promise<void> => {
  await mkdir(unfinished, { recursive: true });
  for (const shard of await shardsOf(folder)) {
    for (const name of await readdir(shard)) {
      const facts = readFileName(name);
      if (facts) {
        copies.set(facts.keyHash, { ...facts, path: join(shard, name), verified: false, touchedMs: 0 });
      }
    }
  }
};

/** Nobody ever sees half of it. */
const writeAside = async (draft: string, path: string, bytes: Uint8Array): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
};

export const createDiskCopies = (options: DiskCopiesOptions): DiskCopies => {
  const { folder, maxBytes, nowMs = Date.now, onTrouble = () => undefined } = options;
  const unfinished = join(folder, 'unfinished');
  /** By hash of origin and key. */
  const copies = new Map<string, Copy>();
  let waitingBytes = 0;
  let writtenBytes = maxBytes; // so that the first write looks around
  let tail: Promise<void> = Promise.resolve();

  let loading: Promise<void> | undefined;
  const loaded = async (): Promise<void> => {
    loading ??= load(folder, unfinished, copies).catch(onTrouble);
    return loading;
  };

  const get = (keyHash: string, etag: string): Copy | undefined => {
    const copy = copies.get(keyHash);
    return copy?.etag === etag ? copy : undefined;
  };

  const forget = async (copy: Copy): Promise<void> => {
    const { keyHash = '' } = readFileName(basename(copy.path)) ?? {};
    if (copies.get(keyHash) === copy) copies.delete(keyHash);
    await unlink(copy.path).catch(() => undefined);
  };

  /** Eviction goes by the time of modification, which nobody else needs here. */
  const touch = async (copy: Copy): Promise<void> => {
    const now = nowMs();
    if (now - copy.touchedMs < touchEveryMs) return;
    copy.touchedMs = now;
    await utimes(copy.path, new Date(now), new Date(now)).catch(() => undefined);
  };

  const readCopy = async (copy: Copy): Promise<Uint8Array | undefined> => {
    const bytes = await readFile(copy.path).catch(() => undefined);
    if (bytes?.length === copy.size && crc32(bytes) === copy.checksum) {
      copy.verified = true;
      await touch(copy);
      return bytes;
    }
    await forget(copy);
    return undefined;
  };

  const write = async (keyHash: string, etag: string, bytes: Uint8Array): Promise<void> => {
    const facts = { etag, size: bytes.byteLength, checksum: crc32(bytes) };
    const name = printFileName(keyHash, facts);
    if (name === undefined) return;
    await loaded();
    const path = join(folder, keyHash.slice(0, 2), name);
    await writeAside(join(unfinished, randomUUID()), path, bytes);
    const before = copies.get(keyHash);
    copies.set(keyHash, { ...facts, path, verified: true, touchedMs: nowMs() });
    if (before && before.path !== path) await unlink(before.path).catch(() => undefined);
    writtenBytes += bytes.byteLength;
    if (writtenBytes < maxBytes / evictShare) return;
    writtenBytes = 0;
    await evict(folder, maxBytes, nowMs());
  };

  const keep = (keyHash: string, etag: string, bytes: Uint8Array): void => {
    const size = bytes.byteLength;
    if (size > maxBytes / largestShare || waitingBytes + size > maxWaitingBytes || get(keyHash, etag)) return;
    waitingBytes += size;
    tail = tail
      .then(async () => write(keyHash, etag, bytes))
      .catch(onTrouble)
      .finally(() => {
        waitingBytes -= size;
      });
  };

  return {
    of: (namespace) => {
      const hash = (key: string): string => hashKey(namespace, key);
      const find = ({ key, etag }: Content): Copy | undefined => get(hash(key), etag);
      return {
        sizeOf: (content) => find(content)?.size,
        read: async (content) => {
          await loaded();
          const copy = find(content);
          return copy && readCopy(copy);
        },
        keep: ({ key, etag }, bytes) => keep(hash(key), etag, bytes),
        drop: async (key) => {
          await loaded();
          await tail; // what is being written goes as well
          const copy = copies.get(hash(key));
          if (copy) await forget(copy);
        },
        find: async (key) => {
          await loaded();
          const copy = copies.get(hash(key));
          return copy && { key, etag: copy.etag };
        },
        pathOf: async (content) => {
          await loaded();
          const copy = find(content);
          if (copy === undefined) return undefined;
          if (!copy.verified && (await readCopy(copy)) === undefined) return undefined;
          await touch(copy);
          return copy.path;
        },
      };
    },
    settle: async () => tail,
  };
};
