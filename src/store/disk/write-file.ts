/**
 * Writes a whole file, or none: beside its place first, then by one rename. Without fsync: after a power cut a file may
 * be missing or damaged, which its checksum tells, and is made anew. Only what must not be forgotten is `durable`.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, isAbsent } from './system-error.ts';

export interface FileWriter {
  readonly write: (path: string, parts: readonly Uint8Array[], durable?: 'durable') => Promise<void>;
}

/** Between the making of a folder and its use, another process may take it for one that nobody needs any more. */
const maxFolders = 5;

/** Does it again once the folder that it wants has been made. */
export const withFolder = async <T>(folder: string, work: () => Promise<T>): Promise<T> => {
  for (let made = 0; made < maxFolders; made += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    await mkdir(folder, { recursive: true });
  }
  return work();
};

/** A folder lies where the file belongs. */
const isInTheWay = (error: unknown): boolean =>
  ['EISDIR', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '');

const moveInto = async (from: string, to: string): Promise<void> => {
  try {
    await withFolder(dirname(to), async () => rename(from, to));
  } catch (error) {
    if (!isInTheWay(error)) throw error;
    await rm(to, { recursive: true, force: true });
    await rename(from, to);
  }
};

const sync = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export const createFileWriter = (temporaries: string): FileWriter => {
  const own = randomBytes(6).toString('hex'); // process ids repeat where containers share a folder
  let count = 0;

  const fill = async (path: string, parts: readonly Uint8Array[]): Promise<void> => {
    const handle = await withFolder(temporaries, async () => open(path, 'wx'));
    try {
      const { bytesWritten } = await handle.writev(parts);
      const wanted = parts.reduce((sum, part) => sum + part.byteLength, 0);
      // The kernel writes what fits: the rest of a short write is what a full disk refuses.
      if (bytesWritten !== wanted) {
        throw Object.assign(new Error(`Only ${bytesWritten} of ${wanted} bytes written`), { code: 'ENOSPC' });
      }
    } finally {
      await handle.close();
    }
  };

  return {
    write: async (path, parts, durable) => {
      count += 1;
      const temporary = join(temporaries, `${own}-${count}`);
      try {
        await fill(temporary, parts);
        if (durable === 'durable') await sync(temporary);
        await moveInto(temporary, path);
        if (durable === 'durable') await sync(dirname(path));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw error;
      }
    },
  };
};
