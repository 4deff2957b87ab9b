/** Reads originals where they lie. Whatever goes wrong, there is another way to have them. */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { ContentFile } from '../../ports.ts';
import { stampOf } from '../../values/file-stamp.ts';

/** Without following a link or waiting for a pipe, should one have taken the place of the file. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const withFile = async <T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> => {
  let file: FileHandle | undefined;
  try {
    file = await open(path, flags);
    return await use(file);
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
};

/** All of it; undefined when it is not there, or not what it was. */
export const readContentFile = async ({ path, stamp }: ContentFile): Promise<Uint8Array | undefined> =>
  withFile(path, async (file) => {
    const stats = await file.stat({ bigint: true });
    if (!stats.isFile() || (stamp !== undefined && stamp !== stampOf(stats))) return undefined;
    const bytes = Buffer.allocUnsafeSlow(Number(stats.size)); // not of the shared pool: these outlive the call
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled);
      if (bytesRead === 0) return undefined;
      filled += bytesRead;
    }
    const isSame = stamp === undefined || stamp === stampOf(await file.stat({ bigint: true }));
    return isSame ? bytes : undefined;
  });

/** How it begins, whatever it has become. */
export const readHead = async ({ path }: ContentFile, maxBytes: number): Promise<Uint8Array | undefined> =>
  withFile(path, async (file) => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(maxBytes), 0, maxBytes);
    return buffer.subarray(0, bytesRead);
  });
