/** Originals in a folder. Nothing outside of it is reachable, by path or by symbolic link. */
import { constants, type BigIntStats } from 'node:fs';
import { open as openFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fail } from '../errors.ts';
import type { Origin, Source } from '../ports.ts';
import { stampOf } from '../values/file-stamp.ts';
import { identify } from './file-identity.ts';
import { isSafeKey, keysFor } from './names.ts';

export interface FileOriginOptions {
  /** Looked up anew at each use: it may be a link that a deployment moves. */
  readonly root: string;
  readonly nowMs?: () => number;
}

/** A name that cannot be here, whatever the reason. Anything else (EACCES, EIO, EMFILE) is our trouble, not an absence. */
const absences = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL']);

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'errno' in error;

/** The outcome; undefined for what is not there; a Failure for what is broken. */
const attempt = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (absences.has(error.code ?? '')) return undefined;
    throw fail('origin.unreachable', undefined, error);
  }
};

interface FoundFile {
  readonly path: string;
  readonly stats: BigIntStats;
}

export const createFileOrigin = ({ root, nowMs = Date.now }: FileOriginOptions): Origin => {
  const findRoot = async (): Promise<string> => {
    const real = await attempt(realpath(root));
    if (real === undefined) throw fail('origin.unreachable', `There is no folder ${root}`);
    return real.endsWith(sep) ? real : real + sep;
  };

  /** A regular file whose real path lies below the root. */
  const locate = async (realRoot: string, key: string): Promise<FoundFile | undefined> => {
    const stats = await attempt(stat(join(realRoot, key), { bigint: true }));
    if (stats?.isFile() !== true) return undefined;
    const path = await attempt(realpath(join(realRoot, key)));
    return path?.startsWith(realRoot) === true ? { path, stats } : undefined;
  };

  const answer = (key: string, file: FoundFile, ifNoneMatch: string | undefined): Source | 'not-modified' => {
    const etag = identify(file.stats, nowMs());
    return etag === ifNoneMatch ? 'not-modified' : createSource(key, etag, file);
  };

  return {
    find: async (name, signal) => {
      const realRoot = await findRoot();
      for (const key of keysFor(name)) {
        signal.throwIfAborted();
        if ((await locate(realRoot, key)) !== undefined) return key;
      }
      return undefined;
    },

    open: async (key, { ifNoneMatch }, signal) => {
      signal.throwIfAborted();
      if (!isSafeKey(key)) return undefined;
      const file = await locate(await findRoot(), key);
      return file && answer(key, file, ifNoneMatch);
    },

    // One look at the file instead of two: at a miss, looking takes the front longer than anything else.
    locate: async (name, { known }, signal) => {
      const realRoot = await findRoot();
      for (const key of keysFor(name)) {
        signal.throwIfAborted();
        const file = await locate(realRoot, key);
        if (file !== undefined) return answer(key, file, known?.key === key ? known.etag : undefined);
      }
      return undefined;
    },

    check: async () => {
      const folder = await attempt(stat(await findRoot()));
      if (folder?.isDirectory() !== true) throw fail('origin.unreachable', `${root} is not a folder`);
    },
  };
};

const createSource = (key: string, etag: string, { path, stats }: FoundFile): Source => ({
  key,
  etag,
  size: Number(stats.size),
  lastModifiedMs: Number(stats.mtimeMs),
  file: { path, stamp: stampOf(stats) },
  bytes: async (maxBytes, signal) => {
    if (stats.size > maxBytes) throw fail('source.too-many-bytes');
    return attempt(readUnchanged(path, stats, signal));
  },
});

const isSameFile = (a: BigIntStats, b: BigIntStats): boolean => stampOf(a) === stampOf(b);

/** How much is read between two looks at the signal. */
const chunkBytes = 4 * 1024 * 1024;

/** Without following a link or waiting for a pipe, should the file have been replaced by one. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The content, if it is that of `expected` before and after it was read. */
const readUnchanged = async (
  path: string,
  expected: BigIntStats,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> => {
  const file = await openFile(path, flags);
  try {
    if (!isSameFile(await file.stat({ bigint: true }), expected)) return undefined;
    const bytes = Buffer.allocUnsafeSlow(Number(expected.size)); // not of the shared pool: these outlive the call
    let filled = 0;
    while (filled < bytes.length) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(bytes, filled, Math.min(chunkBytes, bytes.length - filled));
      if (bytesRead === 0) return undefined;
      filled += bytesRead;
    }
    return isSameFile(await file.stat({ bigint: true }), expected) ? bytes : undefined;
  } finally {
    await file.close();
  }
};
