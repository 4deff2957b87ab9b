/**
 * Reads a whole file. Small ones at once, on the event loop: a system call on a file that the kernel holds costs a
 * third of a trip through the thread pool, where it would also queue behind renders. Large ones, and all while the disk
 * makes us wait, go through the pool.
 */
import { closeSync, constants, fstatSync, futimesSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsent } from './system-error.ts';

/** `odd`: something else lies where a file should: a folder, a link, a pipe, a file that shrinks under our hands. */
export type FileReading = Buffer | 'odd' | undefined;

export interface FileReader {
  readonly read: (path: string) => Promise<FileReading>;
}

export interface ReaderOptions {
  /** The time of day, for access times. */
  readonly nowMs: () => number;
  /** A clock that never jumps, to see whether the disk makes us wait. */
  readonly tickMs?: () => number;
}

const atOnceBytes = 64 * 1024;
/** A read at once that took this long was not from memory, or another process had our core: one alone says nothing. */
const slowMs = 4;
const mostStrikes = 3;
const strikesForgiven = 0.1;
const distrustMs = 1000;

/** The modification time is when a file was last asked for; to the hour, so that hits hardly ever write. */
export const touchEveryMs = 3_600_000;

// Without following a link or waiting for a pipe, should somebody have put one there.
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const isStale = ({ mtimeMs }: Stats, nowMs: number): boolean => nowMs - mtimeMs > touchEveryMs;

/** Size in advance, the whole of it, and nothing else. */
const readAllSync = (fd: number, size: number): FileReading => {
  const bytes = Buffer.allocUnsafeSlow(size); // not of the shared pool: pictures are kept
  let filled = 0;
  while (filled < size) {
    const count = readSync(fd, bytes, filled, size - filled, filled);
    if (count === 0) return 'odd';
    filled += count;
  }
  return bytes;
};

const isLink = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ELOOP' || error.code === 'EMLINK');

const orAbsent = (error: unknown): FileReading => {
  if (isAbsent(error)) return undefined;
  if (isLink(error)) return 'odd';
  throw error;
};

/** A file that we may read and not touch only looks older than it is. */
const touchSync = (fd: number, nowMs: number): void => {
  try {
    futimesSync(fd, nowMs / 1000, nowMs / 1000);
  } catch {
    // Somebody else's file, or a disk that cannot be written.
  }
};

const readInPool = async (path: string, nowMs: number): Promise<FileReading> => {
  const file = await open(path, flags);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return 'odd';
    const bytes = Buffer.allocUnsafeSlow(stats.size);
    let filled = 0;
    while (filled < stats.size) {
      const { bytesRead } = await file.read(bytes, filled, stats.size - filled, filled);
      if (bytesRead === 0) return 'odd';
      filled += bytesRead;
    }
    if (isStale(stats, nowMs)) await file.utimes(nowMs / 1000, nowMs / 1000).catch(() => undefined);
    return bytes;
  } finally {
    await file.close();
  }
};

export const createFileReader = ({ nowMs, tickMs = () => performance.now() }: ReaderOptions): FileReader => {
  let distrustedUntilMs = -Infinity;
  let strikes = 0;

  const judge = (tookMs: number): void => {
    strikes = tookMs > slowMs ? strikes + 1 : Math.max(0, strikes - strikesForgiven);
    if (strikes < mostStrikes) return;
    distrustedUntilMs = tickMs() + distrustMs;
    strikes = mostStrikes - 1; // once more, and it is distrusted again
  };

  /** `large` when it is not for here. */
  const readHere = (path: string): FileReading | 'large' => {
    const fd = openSync(path, flags);
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) return 'odd';
      if (stats.size > atOnceBytes) return 'large';
      if (isStale(stats, nowMs())) touchSync(fd, nowMs());
      return readAllSync(fd, stats.size);
    } finally {
      closeSync(fd);
    }
  };

  return {
    read: async (path) => {
      try {
        const startedMs = tickMs();
        if (startedMs >= distrustedUntilMs) {
          const reading = readHere(path);
          judge(tickMs() - startedMs);
          if (reading !== 'large') return reading;
        }
        return await readInPool(path, nowMs());
      } catch (error) {
        return orAbsent(error);
      }
    },
  };
};
