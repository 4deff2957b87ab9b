import { mkdtemp, open, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFolder } from '../../../src/store/disk/write-file.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'darkroom-folder-'));
});
afterEach(async () => rm(parent, { recursive: true }));

describe('a folder that is wanted', () => {
  /** Another process tidies it away each time, until it no longer does. */
  const openBetween = async (removals: number): Promise<number> => {
    const folder = join(parent, 'deep', 'folder');
    let tries = 0;
    await withFolder(folder, async () => {
      tries += 1;
      if (tries > 1 && tries <= removals + 1) await rmdir(folder);
      const handle = await open(join(folder, 'file'), 'a');
      await handle.close();
    });
    return tries;
  };

  it('is made when it is not there', async () => {
    expect(await openBetween(0)).toBe(2);
  });

  it('is made again when somebody removes it before it is used', async () => {
    expect(await openBetween(3)).toBe(5);
  });

  it('is given up when that goes on', async () => {
    await expect(openBetween(100)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
