import { existsSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLayout, nameOf } from '../../../src/store/disk/layout.ts';
import { getVariant, recordOf, variantOf } from '../../contracts/variant-store.ts';
import { createFolder, type FolderUnderTest } from './temporary-store.ts';

const { signal } = new AbortController();
const hourMs = 3_600_000;

let place: FolderUnderTest;
beforeEach(async () => {
  place = await createFolder();
});
afterEach(async () => place.remove());

const pathOf = (key: string): string => createLayout(place.folder).file('variant', nameOf(key));
const recordPathOf = (key: string): string => createLayout(place.folder).file('record', nameOf(key));
const namesOf = (): readonly string[] => place.events.map(({ name }) => name);

const filesBelow = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(place.folder, folder), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('a damaged file', () => {
  const damages: Readonly<Record<string, (path: string, length: number) => Promise<unknown>>> = {
    'cut to nothing': async (path) => truncate(path, 0),
    'cut within the signature': async (path) => truncate(path, 5),
    'cut within the header': async (path) => truncate(path, 45),
    'cut after the header': async (path) => truncate(path, 50),
    'cut within the metadata': async (path) => truncate(path, 90),
    'cut within the picture': async (path, length) => truncate(path, length - 1),
    'too long': async (path) => appendFile(path, '!'),
    'of zeros': async (path, length) => writeFile(path, Buffer.alloc(length)),
    'of another version': async (path) => flip(path, 4),
    'of another kind': async (path) => flip(path, 5),
    'with another checksum': async (path) => flip(path, 20),
    'with another length of metadata': async (path) => flip(path, 40),
    'with another length of picture': async (path) => flip(path, 44),
    'with other metadata': async (path) => flip(path, 60),
    'with another picture': async (path, length) => flip(path, length - 3),
    'of another key': async (path) => rename(pathOf('other'), path),
    'that is a folder': async (path) => {
      await rm(path);
      await mkdir(join(path, 'within'), { recursive: true });
    },
    'that is a link': async (path) => {
      await rename(path, `${path}-elsewhere`);
      await symlink(`${path}-elsewhere`, path);
    },
  };

  const flip = async (path: string, at: number): Promise<void> => {
    const bytes = await readFile(path);
    bytes[at]! ^= 4;
    await writeFile(path, bytes);
  };

  it.each(Object.keys(damages))('%s is dropped, said so, and made anew', async (damage) => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.put('other', variantOf('other', 's'), signal);
    await damages[damage]?.(pathOf('v'), (await readFile(pathOf('v'))).length);

    expect(await store.get('v', signal)).toBeUndefined();
    expect(namesOf()).toEqual(['store.damaged-dropped']);
    expect(existsSync(pathOf('v'))).toBe(false);
    await store.put('v', variantOf('picture', 's'), signal);
    expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's'));
  });

  it('is found out wherever a bit was flipped', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    const good = await readFile(pathOf('v'));
    for (let at = 0; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad[at]! ^= 1 << (at % 8);
      await writeFile(pathOf('v'), bad);
      expect(await store.get('v', signal), `byte ${at}`).toBeUndefined();
    }
  });

  it('is found out in a picture too large to be read at once', async () => {
    const store = place.open();
    await store.put('v', variantOf('x'.repeat(400_000), 's'), signal);
    expect((await getVariant(store, 'v'))?.bytes.length).toBe(400_000);
    await flip(pathOf('v'), 399_000);
    expect(await store.get('v', signal)).toBeUndefined();
  });

  it('may be a record', async () => {
    const store = place.open();
    await store.putRecord('r', recordOf('v', 's'), signal);
    await flip(recordPathOf('r'), 70);
    expect(await store.getRecord('r', signal)).toBeUndefined();
    expect(namesOf()).toEqual(['store.damaged-dropped']);
  });

  it('is replaced by what is put in its place, whatever it was', async () => {
    const store = place.open();
    await mkdir(join(pathOf('v'), 'within'), { recursive: true });
    await store.put('v', variantOf('picture', 's'), signal);
    expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's'));
    expect(namesOf()).toEqual([]);
  });
});

describe('a folder that goes or was never there', () => {
  it('is made when it is needed', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.maintain();
    await rm(place.folder, { recursive: true });
    expect(await store.get('v', signal)).toBeUndefined();
    expect(await store.dropBySource('s', signal)).toBe(0);
    await store.put('v', variantOf('picture', 's'), signal);
    await store.maintain();
    expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's'));
    expect(namesOf()).toEqual([]);
  });
});

describe('a purge', () => {
  it('holds where a file lost its marker', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await rm(join(place.folder, 'by-source'), { recursive: true });
    await store.dropBySource('s', signal);
    expect(await place.open().get('v', signal)).toBeUndefined();
    expect(existsSync(pathOf('v'))).toBe(false);
  });

  it('passes over a marker whose file has gone', async () => {
    const store = place.open();
    for (const key of ['v', 'w']) await store.put(key, variantOf('picture', 's'), signal);
    await rm(pathOf('v'));
    expect(await store.dropBySource('s', signal)).toBe(1);
    expect(await filesBelow('by-source')).toEqual([]);
  });

  it('holds for a file that was brought back from a backup', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    const backup = await readFile(pathOf('v'));
    await store.dropBySource('s', signal);
    await mkdir(dirname(pathOf('v')), { recursive: true });
    await writeFile(pathOf('v'), backup);
    expect(await store.get('v', signal)).toBeUndefined();
    expect(existsSync(pathOf('v'))).toBe(false);
  });

  it('is not forgotten while it cannot be written down', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await rm(join(place.folder, 'by-source'), { recursive: true }); // or the file would go at once
    await writeFile(join(place.folder, 'purged'), 'a file where a folder should be');
    await store.dropBySource('s', signal);
    expect(namesOf()).toContain('store.disk-trouble');
    const kept = await readFile(pathOf('v'));
    expect(await store.get('v', signal)).toBeUndefined();

    await rm(join(place.folder, 'purged'));
    await store.maintain();
    await writeFile(pathOf('v'), kept);
    expect(await place.open().get('v', signal)).toBeUndefined();
  });

  it('counts as one where a power cut left it unreadable', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    const kept = await readFile(pathOf('v'));
    await store.dropBySource('s', signal);
    await truncate(createLayout(place.folder).purgeOf('s'), 0);
    await writeFile(pathOf('v'), kept);
    expect(await place.open().get('v', signal)).toBeUndefined();
  });
});

describe('access times', () => {
  it('are touched when they are more than an hour old, and not before', async () => {
    const nowMs = Date.parse('2023-01-01T12:00:00Z');
    const store = place.open({ nowMs: () => nowMs });
    await store.put('v', variantOf('picture', 's'), signal);
    const usedAt = async (): Promise<number> => (await stat(pathOf('v'))).mtimeMs;
    for (const [agoMs, afterMs] of [
      [hourMs - 1000, hourMs - 1000],
      [hourMs + 1000, 0],
    ] as const) {
      await utimes(pathOf('v'), (nowMs - agoMs) / 1000, (nowMs - agoMs) / 1000);
      await store.get('v', signal);
      expect(nowMs - (await usedAt())).toBe(afterMs);
    }
  });
});

describe('upkeep', () => {
  it('removes what was never finished, once it is an hour old', async () => {
    const store = place.open();
    await store.maintain();
    const temporaries = join(place.folder, 'tmp');
    await mkdir(temporaries, { recursive: true });
    for (const name of ['new', 'old']) await writeFile(join(temporaries, name), 'half a pict');
    await utimes(join(temporaries, 'old'), 1000, 1000);
    await store.maintain();
    expect(await readdir(temporaries)).toEqual(['new']);
  });

  it('tidies once a day: markers without files, and purges that nothing is left of', async () => {
    let nowMs = Date.now();
    const store = place.open({ nowMs: () => nowMs });
    await store.maintain();
    for (const key of ['v', 'w']) await store.put(key, variantOf('picture', `source of ${key}`), signal);
    await rm(pathOf('v'));
    await store.dropBySource('other', signal);
    const markers = async (): Promise<number> => (await filesBelow('by-source')).length;
    const purges = async (): Promise<number> => (await filesBelow('purged')).length;

    nowMs += 23 * hourMs;
    await store.maintain();
    expect([await markers(), await purges()]).toEqual([2, 1]);
    nowMs += 2 * hourMs;
    await store.maintain();
    expect([await markers(), await purges()]).toEqual([1, 1]);
    expect(await getVariant(store, 'w')).toBeDefined();
    nowMs += 31 * 24 * hourMs;
    await store.maintain();
    expect([await markers(), await purges()]).toEqual([1, 0]);
  });

  it('serves while it counts', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.close();
    const file = await readFile(pathOf('v'));
    for (let shard = 0; shard < 40; shard += 1) {
      const folder = join(place.folder, 'v', shard.toString(16).padStart(2, '0'));
      await mkdir(folder, { recursive: true });
      const names = Array.from(
        { length: 500 },
        (_, index) => shard.toString(16).padStart(2, '0') + index.toString(16).padStart(30, '0'),
      );
      await Promise.all(names.map(async (name) => writeFile(join(folder, name), file)));
    }

    const next = place.open();
    const counting = next.maintain().then(() => 'counted');
    let served = 0;
    while ((await Promise.race([counting, setImmediate('not yet')])) === 'not yet') {
      expect(await getVariant(next, 'v')).toBeDefined();
      served += 1;
    }
    expect(served).toBeGreaterThan(100); // 20,000 files in handfuls: a request fits in between any two
    expect(next.stats().variants).toBe(20_001);
  });
});
