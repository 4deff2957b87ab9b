/** Files that native libraries read by name lie where nobody else can put others. */
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const uid = process.getuid?.() ?? 'user';

describe.skipIf(process.platform === 'win32')('the folder for fonts', () => {
  let parent = '';
  let usual = '';
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'darkroom-private-'));
    usual = path.join(parent, 'tmp', `darkroom-fonts-${uid}`);
    vi.stubEnv('TMPDIR', path.join(parent, 'tmp'));
    vi.resetModules();
  });
  afterEach(async () => {
    await rm(parent, { recursive: true });
  });
  const load = async () => await import('../../../src/pixel/text/private-folder.ts');

  it('is made, with the one that it is in, for our eyes only', async () => {
    const { privateFolder } = await load();
    expect(privateFolder()).toBe(usual);
    expect((await lstat(usual)).mode & 0o777).toBe(0o700);
  });

  it('is closed again when it was opened', async () => {
    await mkdir(usual, { recursive: true });
    await chmod(usual, 0o2770);
    const { privateFolder } = await load();
    expect(privateFolder()).toBe(usual);
    expect((await lstat(usual)).mode & 0o077).toBe(0);
  });

  it('is another one when somebody has put a link there', async () => {
    await mkdir(path.dirname(usual), { recursive: true });
    await symlink(parent, usual);
    const { privateFolder } = await load();
    expect(privateFolder()).toMatch(/darkroom-fonts-\d+-\w+$/u);
  });

  it('gets back a file that was tidied away, or that is not whole', async () => {
    const { keepFile } = await load();
    const file = keepFile('a.conf', 'content');
    await rm(file);
    expect(await readFile(keepFile('a.conf', 'content'), 'utf8')).toBe('content');
    await writeFile(file, 'cont');
    expect(await readFile(keepFile('a.conf', 'content'), 'utf8')).toBe('content');
    await rm(path.dirname(file), { recursive: true });
    expect(await readFile(keepFile('a.conf', 'content'), 'utf8')).toBe('content');
  });
});
