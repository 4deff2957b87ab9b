import { execFileSync } from 'node:child_process';
import { link, mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileOrigin } from '../../src/origin/file.ts';
import { codeOf, describeOrigin } from '../contracts/origin.ts';
import { createFolder, type FolderUnderTest } from './temporary-folder.ts';

const { signal } = new AbortController();

describeOrigin('a folder', async () => createFolder());

describe('a folder of originals', () => {
  let folder: FolderUnderTest;

  beforeEach(async () => {
    folder = await createFolder();
  });
  afterEach(async () => folder.close());

  const find = async (publicId: string): Promise<string | undefined> =>
    folder.origin.find({ publicId, format: 'jpg' }, signal);

  const etagOf = async (key: string): Promise<string> => {
    const opened = await folder.origin.open(key, {}, signal);
    return typeof opened === 'object' ? opened.etag : String(opened);
  };

  it('follows links that stay inside', async () => {
    await folder.write('real.jpg', 'inside');
    await symlink('real.jpg', join(folder.root, 'alias.jpg'));
    expect(await find('alias')).toBe('alias.jpg');
  });

  it.each(['file', 'folder', 'absolute', 'prefix', 'chain'])(
    'takes a link out of the root for missing: %s',
    async (how) => {
      await writeFile(join(folder.parent, 'secret.jpg'), 'secret');
      await mkdir(join(folder.parent, 'root-next-door'));
      await writeFile(join(folder.parent, 'root-next-door', 'secret.jpg'), 'secret');
      const at = join(folder.root, 'out');
      if (how === 'file') await symlink('../secret.jpg', `${at}.jpg`);
      if (how === 'folder') await symlink('..', at);
      if (how === 'absolute') await symlink(join(folder.parent, 'secret.jpg'), `${at}.jpg`);
      if (how === 'prefix') await symlink('../root-next-door', at);
      if (how === 'chain') {
        await symlink('../secret.jpg', join(folder.root, 'step.jpg'));
        await symlink('step.jpg', `${at}.jpg`);
      }
      expect(await find('out')).toBeUndefined();
      expect(await find('out/secret')).toBeUndefined();
      expect(await folder.origin.open('out.jpg', {}, signal)).toBeUndefined();
      expect(await folder.origin.open('out/secret.jpg', {}, signal)).toBeUndefined();
    },
  );

  it.each([
    '../secret.jpg',
    '/etc/passwd',
    'a/../../secret.jpg',
    String.raw`..\secret.jpg`,
    'a\u0000.jpg',
    '',
  ])('does not open the key %j', async (key) => {
    await writeFile(join(folder.parent, 'secret.jpg'), 'secret');
    expect(await folder.origin.open(key, {}, signal)).toBeUndefined();
  });

  it('takes a folder, a dangling link and a link to itself for missing', async () => {
    await mkdir(join(folder.root, 'dir.jpg'));
    await symlink('nowhere', join(folder.root, 'dangling.jpg'));
    await symlink('self.jpg', join(folder.root, 'self.jpg'));
    expect(await find('dir')).toBeUndefined();
    expect(await find('dangling')).toBeUndefined();
    expect(await find('self')).toBeUndefined();
  });

  it('does not wait for a named pipe', async () => {
    execFileSync('mkfifo', [join(folder.root, 'pipe.jpg')]);
    expect(await find('pipe')).toBeUndefined();
  });

  it('follows a root that is a link to another folder from one request to the next', async () => {
    const [first, second, current] = ['first', 'second', 'current'].map((name) => join(folder.parent, name));
    for (const release of [first!, second!]) await mkdir(release);
    await writeFile(join(second!, 'new.jpg'), 'new');
    await symlink('first', current!);
    const origin = createFileOrigin({ root: current! });
    expect(await origin.find({ publicId: 'new' }, signal)).toBeUndefined();
    await symlink('second', `${current!}.next`);
    await rename(`${current!}.next`, current!);
    expect(await origin.find({ publicId: 'new' }, signal)).toBe('new.jpg');
  });

  it('sees a change that keeps size and modification time', async () => {
    const past = new Date('2020-01-01T00:00:00Z');
    await folder.write('a.jpg', 'first');
    await utimes(join(folder.root, 'a.jpg'), past, past);
    const before = await etagOf('a.jpg');
    expect(await etagOf('a.jpg')).toBe(before);
    await writeFile(join(folder.root, 'next.jpg'), 'other');
    await utimes(join(folder.root, 'next.jpg'), past, past);
    await rename(join(folder.root, 'next.jpg'), join(folder.root, 'a.jpg'));
    expect(await etagOf('a.jpg')).not.toBe(before);
  });

  it('gives a file that changed a moment ago an identity that is not given again', async () => {
    let nowMs = Date.now();
    const origin = createFileOrigin({ root: folder.root, nowMs: () => nowMs });
    await folder.write('a.jpg', 'first');
    const open = async (ifNoneMatch?: string) =>
      origin.open('a.jpg', ifNoneMatch === undefined ? {} : { ifNoneMatch }, signal);
    const early = await open();
    if (typeof early !== 'object') throw new TypeError('not opened');
    expect(await early.bytes(100, signal)).toHaveLength(5);
    nowMs += 60_000;
    const later = await open(early.etag);
    if (typeof later !== 'object') throw new TypeError('not opened');
    expect(await open(later.etag)).toBe('not-modified');
  });

  it('gives no bytes of a file that was written anew or removed since it was opened', async () => {
    const open = async () => folder.origin.open('a.jpg', {}, signal);
    await folder.write('a.jpg', 'first');
    const first = await open();
    await folder.write('a.jpg', 'other');
    const other = await open();
    await folder.remove('a.jpg');
    if (typeof first !== 'object' || typeof other !== 'object') throw new TypeError('not opened');
    expect(await first.bytes(100, signal)).toBeUndefined();
    expect(await other.bytes(100, signal)).toBeUndefined();
  });

  it('keeps reading a hard link of a file', async () => {
    await folder.write('a.jpg', 'linked');
    await link(join(folder.root, 'a.jpg'), join(folder.root, 'b.jpg'));
    expect(await find('b')).toBe('b.jpg');
  });

  it('says which folder does not exist, or is a file', async () => {
    const missing = createFileOrigin({ root: join(folder.parent, 'nowhere') });
    await expect(missing.check(signal)).rejects.toThrow(/There is no folder .*nowhere/);
    await writeFile(join(folder.parent, 'file'), '');
    const file = createFileOrigin({ root: join(folder.parent, 'file') });
    expect(await codeOf(file.check(signal))).toBe('origin.unreachable');
  });
});
