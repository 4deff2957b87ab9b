/** Files for originals that are too large for the pipe: written when one is sent, removed when it has been read. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SpilledFile {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

export interface Spill {
  readonly write: (bytes: Uint8Array) => Promise<SpilledFile>;
  readonly close: () => Promise<void>;
}

/** Nobody else may look into it. */
const makeFolder = async (parent: string): Promise<string> => {
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'darkroom-originals-'));
};

export const createSpill = (parent: string = tmpdir()): Spill => {
  let folder: Promise<string> | undefined;
  let written = 0;
  return {
    write: async (bytes) => {
      folder ??= makeFolder(parent);
      written += 1;
      const path = join(await folder, String(written));
      await writeFile(path, bytes, { mode: 0o600 });
      return { path, remove: async () => rm(path, { force: true }) };
    },
    close: async () => {
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
};
