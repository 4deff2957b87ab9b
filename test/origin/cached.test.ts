import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskCopies, type DiskCopies } from '../../src/origin/cache/disk.ts';
import { createMemoryCopies } from '../../src/origin/cache/memory.ts';
import { createTieredCopies } from '../../src/origin/cache/tiers.ts';
import { createCachedOrigin } from '../../src/origin/cached.ts';
import { createShare } from '../../src/origin/share.ts';
import type { LocateOptions, Origin, Source } from '../../src/ports.ts';
import { describeOrigin } from '../contracts/origin.ts';
import { createWebOrigin, type WebUnderTest } from './web-origin.ts';

const { signal } = new AbortController();
const minuteMs = 60_000;

describeOrigin('a cache in front of a web server, with a minute between changes', async () => {
  const { origin, web } = await createWebOrigin();
  let now = 0;
  const memory = createMemoryCopies(1_000_000);
  return {
    origin: createCachedOrigin({ origin, copies: memory('a'), nowMs: () => now }),
    write: async (path, text) => {
      now += minuteMs;
      web.files.set(path, text);
    },
    remove: async (path) => {
      now += minuteMs;
      web.files.delete(path);
    },
    breakDown: async () => {
      now += minuteMs;
      await web.close();
    },
    close: async () => web.close(),
  };
});

describe('a cached origin', () => {
  let under: WebUnderTest;
  let folder = '';
  let now = 0;
  let disk: DiskCopies;
  let origin: Origin;

  const start = (memoryBytes = 1_000_000): void => {
    disk = createDiskCopies({ folder, maxBytes: 1_000_000, nowMs: () => now });
    const copies = createTieredCopies(createMemoryCopies(memoryBytes)('a'), disk.of('a'));
    origin = createCachedOrigin({ origin: under.origin, copies, nowMs: () => now });
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'darkroom-copies-'));
    now = 1_700_000_000_000;
    under = await createWebOrigin();
    under.web.files.set('chart.png', 'first');
    start();
  });
  afterEach(async () => {
    await disk.settle();
    await under.web.close();
    await rm(folder, { recursive: true });
  });

  const locate = async (options: LocateOptions = {}, format = 'png'): Promise<Source> => {
    const located = await origin.locate?.({ publicId: 'chart', format }, options, signal);
    if (typeof located !== 'object') throw new TypeError(`Expected a source, got ${String(located)}`);
    return located;
  };
  const readText = async (source: Source): Promise<string> =>
    Buffer.from((await source.bytes(1000, signal)) ?? []).toString();
  const statuses = (): readonly string[] =>
    under.web.asked.map(
      ({ path, headers }) => `${path.slice(6)}${headers['if-none-match'] === undefined ? '' : ' if'}`,
    );

  it('asks once within a minute, whatever is made of the original', async () => {
    for (let times = 0; times < 3; times += 1) expect(await readText(await locate())).toBe('first');
    expect(statuses()).toEqual(['chart.png']);
  });

  it('says when the origin said so', async () => {
    await readText(await locate());
    now += 30_000;
    expect((await locate()).checkedAtMs).toBe(now - 30_000);
  });

  it('asks again after a minute, and is spared the body when nothing has changed', async () => {
    await readText(await locate());
    now += minuteMs;
    expect(await readText(await locate())).toBe('first');
    expect(statuses()).toEqual(['chart.png', 'chart.png if']);
  });

  it('remembers what another extension was found under', async () => {
    await readText(await locate({}, 'webp'));
    const before = under.web.asked.length;
    await readText(await locate({}, 'webp'));
    expect(under.web.asked.length).toBe(before);
    now += minuteMs;
    await readText(await locate({}, 'webp'));
    expect(statuses().slice(before)).toContain('chart.png if');
  });

  it('remembers for a minute that there is nothing', async () => {
    const find = async () => origin.locate?.({ publicId: 'new', format: 'png' }, {}, signal);
    expect(await find()).toBeUndefined();
    const before = under.web.asked.length;
    under.web.files.set('new.png', 'new');
    expect(await find()).toBeUndefined();
    expect(under.web.asked.length).toBe(before);
    now += minuteMs;
    expect(await find()).toMatchObject({ key: 'new.png' });
  });

  it('looks anew for a version that nobody has asked for yet, once', async () => {
    await readText(await locate());
    under.web.files.set('chart.png', 'other');
    expect(await readText(await locate({ version: 1 }))).toBe('first');
    expect(await readText(await locate({ version: 17 }))).toBe('other');
    await readText(await locate({ version: 17 }));
    await readText(await locate({ version: 16 }));
    expect(under.web.asked.length).toBe(2);
  });

  it('forgets names, and copies in memory and on disk', async () => {
    await readText(await locate());
    under.web.files.set('chart.png', 'other');
    await origin.forget?.({ publicId: 'chart' });
    const shards = (await readdir(folder)).filter((name) => name !== 'unfinished');
    expect((await Promise.all(shards.map(async (shard) => readdir(join(folder, shard))))).flat()).toEqual([]);
    expect(await readText(await locate())).toBe('other');
  });

  it('sends one request for many who ask at once', async () => {
    const sources = await Promise.all(Array.from({ length: 10 }, async () => locate()));
    expect(new Set(await Promise.all(sources.map(readText)))).toEqual(new Set(['first']));
    for (const source of sources) source.close?.();
    expect(statuses()).toEqual(['chart.png']);
  });

  it('does not end the work of those who have their answer', async () => {
    const share = createShare<AbortSignal>();
    const given = await share('key', async (shared) => shared, signal);
    expect(given.aborted).toBe(false);
  });

  it('lets one who leaves leave alone', async () => {
    const leaving = new AbortController();
    const left = origin.locate?.({ publicId: 'chart', format: 'png' }, {}, leaving.signal);
    const stays = locate();
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'request.aborted' });
    expect(await readText(await stays)).toBe('first');
    expect(statuses()).toEqual(['chart.png']);
  });

  it('finds copies of before a restart, and has them confirmed', async () => {
    await readText(await locate());
    await disk.settle();
    start();
    const source = await locate();
    expect(await readText(source)).toBe('first');
    expect(source.file?.path).toContain(folder);
    expect(statuses()).toEqual(['chart.png', 'chart.png if']);
  });

  it('looks again when the content has changed by the time it is read', async () => {
    start(0);
    await (await locate()).bytes(1000, signal); // kept on disk alone
    await disk.settle();
    const source = await locate();
    await rm(source.file?.path ?? '');
    under.web.files.set('chart.png', 'other');
    expect(await source.bytes(1000, signal)).toBeUndefined();
    expect(await readText(await locate())).toBe('other');
  });

  it('does not serve a copy that was damaged on disk', async () => {
    start(0);
    await readText(await locate());
    await disk.settle();
    const { path = '' } = (await locate()).file ?? {};
    await writeFile(path, 'fours'); // as long as the right one
    start(0);
    const again = await locate();
    expect([again.file?.path, await readText(again)]).toEqual([undefined, 'first']);
  });
});
