/** Goes through the files of a store a handful at a time, so that a million of them are in nobody's way. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isName, type Kind, type Layout } from './layout.ts';
import { codeOf } from './system-error.ts';

export interface ListedFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly usedAtMs: number;
}

/** Looked at together: enough to be worth a turn of the event loop, few enough for a request to come in between. */
const batchSize = 16;

const absences = new Set<string | undefined>(['ENOENT', 'ENOTDIR']);

/** Empty when there is no such folder. */
export const listNames = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (absences.has(codeOf(error))) return [];
    throw error;
  }
};

export const listShards = async (folder: string): Promise<readonly string[]> =>
  (await listNames(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));

const lookAt = async (folder: string, name: string): Promise<readonly ListedFile[]> => {
  const path = join(folder, name);
  try {
    const stats = await lstat(path);
    return stats.isFile() ? [{ name, path, size: stats.size, usedAtMs: stats.mtimeMs }] : [];
  } catch {
    return []; // gone meanwhile, or not to be seen
  }
};

/** Files with a name of ours, in batches. */
export async function* listFiles(
  layout: Layout,
  kind: Kind,
  shard: string,
): AsyncGenerator<readonly ListedFile[]> {
  const folder = join(layout.folder(kind), shard);
  const names = (await listNames(folder)).filter(isName);
  for (let at = 0; at < names.length; at += batchSize) {
    const looks = names.slice(at, at + batchSize).map(async (name) => lookAt(folder, name));
    yield (await Promise.all(looks)).flat();
    await setImmediate();
  }
}
