/** Keeps a folder of copies within its size: what was not used for longest goes first. Other processes may do the same. */
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

interface Entry {
  readonly path: string;
  readonly size: number;
  readonly usedMs: number;
}

/** Down to this share of the bound, so that not every new copy needs a look around. */
const keepShare = 0.9;
/** What was begun and never finished, by a process that is gone. */
const staleMs = 3_600_000;

export const shardsOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && /^[\da-f]{2}$/.test(entry.name))
    .map(({ name }) => join(folder, name));

const lookAt = async (path: string): Promise<readonly Entry[]> => {
  try {
    const { size, mtimeMs, isFile } = await stat(path).then((stats) => ({
      size: stats.size,
      mtimeMs: stats.mtimeMs,
      isFile: stats.isFile(),
    }));
    return isFile ? [{ path, size, usedMs: mtimeMs }] : [];
  } catch {
    return []; // somebody else was faster
  }
};

const remove = async (path: string): Promise<void> => unlink(path).catch(() => undefined);

export const evict = async (folder: string, maxBytes: number, nowMs: number): Promise<void> => {
  const entries: Entry[] = [];
  for (const shard of await shardsOf(folder)) {
    for (const name of await readdir(shard).catch(() => [])) {
      entries.push(...(await lookAt(join(shard, name))));
    }
  }
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > maxBytes) {
    entries.sort((a, b) => a.usedMs - b.usedMs);
    for (const { path, size } of entries) {
      if (total <= maxBytes * keepShare) break;
      await remove(path);
      total -= size;
    }
  }
  const unfinished = join(folder, 'unfinished');
  for (const name of await readdir(unfinished).catch(() => [])) {
    for (const { path, usedMs } of await lookAt(join(unfinished, name))) {
      if (nowMs - usedMs > staleMs) await remove(path);
    }
  }
};
