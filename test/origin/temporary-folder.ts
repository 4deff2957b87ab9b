/** A file origin on a folder of its own. */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFileOrigin } from '../../src/origin/file.ts';
import type { OriginUnderTest } from '../contracts/origin.ts';

export interface FolderUnderTest extends OriginUnderTest {
  readonly root: string;
  /** Holds the root, and whatever should not be reachable from it. */
  readonly parent: string;
}

/** Files made a moment ago have no lasting identity yet (see file-identity.ts); these are made to look old. */
const aMinuteOn = (): number => Date.now() + 60_000;

export const createFolder = async (nowMs: () => number = aMinuteOn): Promise<FolderUnderTest> => {
  const parent = await mkdtemp(join(tmpdir(), 'darkroom-origin-'));
  const root = join(parent, 'root');
  await mkdir(root);
  return {
    origin: createFileOrigin({ root, nowMs }),
    root,
    parent,
    write: async (path, text) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      const next = join(parent, 'next'); // beside the old one, so that it surely is another inode
      await writeFile(next, text);
      await rename(next, join(root, path));
    },
    remove: async (path) => rm(join(root, path)),
    breakDown: async () => rm(root, { recursive: true }),
    close: async () => rm(parent, { recursive: true, force: true }),
  };
};
