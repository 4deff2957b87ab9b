import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskCopies, type DiskCopies } from '../../src/origin/cache/disk.ts';
import { createMemoryCopies } from '../../src/origin/cache/memory.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

describe('copies in memory', () => {
  it('are given out under their own ETag and origin only', async () => {
    const memory = createMemoryCopies(10_000);
    memory('a').keep({ key: 'k', etag: '1' }, bytesOf('one'));
    expect(textOf(await memory('a').read({ key: 'k', etag: '1' }))).toBe('one');
    expect(await memory('a').read({ key: 'k', etag: '2' })).toBeUndefined();
    expect(await memory('b').read({ key: 'k', etag: '1' })).toBeUndefined();
  });

  it('keep to their bound, and the last used stay', async () => {
    const copies = createMemoryCopies(10_000)('a');
    for (const key of ['1', '2', '3', '4']) copies.keep({ key, etag: 'e' }, new Uint8Array(2000));
    await copies.read({ key: '1', etag: 'e' });
    copies.keep({ key: '5', etag: 'e' }, new Uint8Array(2000));
    const kept = ['1', '2', '3', '4', '5'].filter((key) => copies.sizeOf({ key, etag: 'e' }) !== undefined);
    expect(kept).toEqual(['1', '3', '4', '5']);
    copies.keep({ key: 'large', etag: 'e' }, new Uint8Array(3000));
    expect(copies.sizeOf({ key: 'large', etag: 'e' })).toBeUndefined();
  });
});

describe('copies on disk', () => {
  let folder = '';
  let now = 0;
  const opened: DiskCopies[] = [];

  const create = (maxBytes = 1_000_000, onTrouble?: (error: unknown) => void): DiskCopies => {
    const disk = createDiskCopies({ folder, maxBytes, nowMs: () => now, ...(onTrouble && { onTrouble }) });
    opened.push(disk);
    return disk;
  };
  beforeEach(async () => {
    now = 1_700_000_000_000;
    folder = await mkdtemp(join(tmpdir(), 'darkroom-copies-'));
  });
  afterEach(async () => {
    for (const disk of opened.splice(0)) await disk.settle();
    await rm(folder, { recursive: true, force: true });
  });

  const filesIn = async (): Promise<readonly string[]> => {
    const shards = (await readdir(folder)).filter((name) => name !== 'unfinished');
    return (
      await Promise.all(
        shards.map(async (shard) =>
          (await readdir(join(folder, shard))).map((name) => join(folder, shard, name)),
        ),
      )
    ).flat();
  };
  const content = { key: 'dir/ä b.png', etag: 'W/"x/y"' };

  it('are files that hold the original and nothing else', async () => {
    const disk = create();
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    const path = (await disk.of('a').pathOf(content)) ?? '';
    expect(await readFile(path, 'utf8')).toBe('picture');
    expect([disk.of('a').sizeOf(content), disk.of('b').sizeOf(content)]).toEqual([7, undefined]);
    expect(await readdir(join(folder, 'unfinished'))).toEqual([]);
  });

  it('outlive the process', async () => {
    const disk = create();
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    expect(await create().of('a').find(content.key)).toEqual(content);
    expect(textOf(await create().of('a').read(content))).toBe('picture');
  });

  it.each([
    ['shorter', 'pict'],
    ['longer', 'picture and more'],
    ['other', 'pictuer'],
    ['empty', ''],
  ])('that are damaged are dropped: %s', async (_, damaged) => {
    const disk = create();
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    const [path = ''] = await filesIn();
    await writeFile(path, damaged);
    expect(await disk.of('a').read(content)).toBeUndefined();
    expect([await filesIn(), await disk.of('a').find(content.key)]).toEqual([[], undefined]);
  });

  it('that another process has removed are none', async () => {
    const disk = create();
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    for (const path of await filesIn()) await rm(path);
    expect(await disk.of('a').read(content)).toBeUndefined();
  });

  it('of an older content make way for the newer one', async () => {
    const disk = create();
    disk.of('a').keep({ key: 'k', etag: '1' }, bytesOf('one'));
    disk.of('a').keep({ key: 'k', etag: '2' }, bytesOf('two'));
    await disk.settle();
    expect(await disk.of('a').read({ key: 'k', etag: '1' })).toBeUndefined();
    expect(textOf(await disk.of('a').read({ key: 'k', etag: '2' }))).toBe('two');
    expect(await filesIn()).toHaveLength(1);
  });

  it('keep to their bound, whichever process wrote them, and the last used stay', async () => {
    const first = create(100_000);
    for (let index = 0; index < 9; index += 1) {
      first.of('a').keep({ key: String(index), etag: 'e' }, new Uint8Array(10_000));
    }
    await first.settle();
    for (const path of await filesIn()) await utimes(path, 1, 1);
    now += 3_600_000;
    const second = create(100_000);
    await second.of('a').read({ key: '0', etag: 'e' });
    for (let index = 9; index < 14; index += 1) {
      second.of('a').keep({ key: String(index), etag: 'e' }, new Uint8Array(10_000));
    }
    await second.settle();
    const sizes = await Promise.all((await filesIn()).map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(100_000);
    expect(await second.of('a').read({ key: '0', etag: 'e' })).toBeDefined();
    expect(await second.of('a').read({ key: '13', etag: 'e' })).toBeDefined();
  });

  it('sweep away what a process left unfinished, when it is an hour old', async () => {
    await mkdir(join(folder, 'unfinished'));
    for (const name of ['old', 'young']) await writeFile(join(folder, 'unfinished', name), 'x');
    await utimes(join(folder, 'unfinished', 'old'), 1, 1);
    now = Date.now();
    const disk = create();
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    expect(await readdir(join(folder, 'unfinished'))).toEqual(['young']);
  });

  it('may be written by several at once', async () => {
    const disks = Array.from({ length: 4 }, () => create());
    for (let index = 0; index < 50; index += 1) {
      for (const disk of disks) {
        disk.of('a').keep({ key: String(index % 5), etag: String(index) }, bytesOf(`text ${index}`));
      }
    }
    for (const disk of disks) await disk.settle();
    const found = await create().of('a').find('4');
    expect(found).toEqual({ key: '4', etag: '49' });
    expect(textOf(await create().of('a').read({ key: '4', etag: '49' }))).toBe('text 49');
  });

  it('that cannot be written are told of, and nothing else fails', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file');
    const troubles: unknown[] = [];
    const disk = create(1_000_000, (error) => troubles.push(error));
    disk.of('a').keep(content, bytesOf('picture'));
    await disk.settle();
    expect(await disk.of('a').read(content)).toBeUndefined();
    expect(troubles.length).toBeGreaterThan(0);
  });

  it('whose ETag no file name can hold are not kept', async () => {
    const disk = create();
    disk.of('a').keep({ key: 'k', etag: 'x'.repeat(500) }, bytesOf('picture'));
    await disk.settle();
    expect(await filesIn()).toEqual([]);
  });
});
