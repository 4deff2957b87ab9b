import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileReader } from '../../../src/store/disk/read-file.ts';
import { createDiskStore } from '../../../src/store/disk/store.ts';
import { getVariant, recordOf, variantOf } from '../../contracts/variant-store.ts';
import { createFolder, type FolderUnderTest } from './temporary-store.ts';

const { signal } = new AbortController();

let place: FolderUnderTest;
beforeEach(async () => {
  place = await createFolder();
});
afterEach(async () => place.remove());

const doings = (): readonly string[] => place.events.map(({ fields }) => String(fields['doing']));

describe('a disk in trouble', () => {
  it('keeps nothing and fails nobody, and says so once a minute', async () => {
    let nowMs = Date.now();
    await writeFile(place.folder, 'a file where the folder should be');
    const store = place.open({ nowMs: () => nowMs });
    await store.maintain();
    const useIt = async (): Promise<void> => {
      await store.put('v', variantOf('picture', 's'), signal);
      await store.putRecord('r', recordOf('v', 's'), signal);
      expect(await store.get('v', signal)).toBeUndefined();
      expect(await store.getRecord('r', signal)).toBeUndefined();
    };
    for (let turn = 0; turn < 5; turn += 1) await useIt();
    expect(doings().toSorted()).toEqual(['read', 'upkeep', 'write']);
    nowMs += 60_000;
    await useIt();
    expect(doings().toSorted()).toEqual(['read', 'read', 'upkeep', 'write', 'write']);
    expect(place.events.at(-1)?.fields['times']).toBe(10); // 9 since the last time that it was said

    await rm(place.folder);
    await store.put('v', variantOf('picture', 's'), signal);
    expect(await getVariant(store, 'v')).toBeDefined();
  });

  // Root may write whatever it likes.
  it.skipIf(process.getuid?.() === 0)('serves what is there from a disk that cannot be written', async () => {
    const before = place.open();
    await before.put('v', variantOf('picture', 's'), signal);
    await before.close();
    await chmod(place.folder, 0o500);
    await chmod(`${place.folder}/v`, 0o500);
    const store = place.open();
    await store.put('w', variantOf('other', 's'), signal);
    expect(await store.get('w', signal)).toBeUndefined();
    expect(await getVariant(store, 'v')).toBeDefined();
    await chmod(place.folder, 0o700);
    await chmod(`${place.folder}/v`, 0o700);
  });

  it('does not serve what it was told to forget, though it can forget nothing', async () => {
    const store = place.open();
    await store.put('v', variantOf('picture', 's'), signal);
    await rm(`${place.folder}/by-source`, { recursive: true });
    await writeFile(`${place.folder}/by-source`, 'a file where a folder should be');
    await store.dropBySource('s', signal);
    expect(await store.get('v', signal)).toBeUndefined();
    expect(await place.open().get('v', signal)).toBeUndefined();
  });
});

/** A file system of its own, small enough to be filled; needs the rights to mount one. */
const mountSmallDisk = (folder: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('a full disk', () => {
  it('makes room for what is asked for now, and serves all the while', async (context) => {
    await mkdir(place.folder, { recursive: true });
    if (!mountSmallDisk(place.folder)) context.skip('no rights to mount a small disk');
    try {
      let nowMs = Date.now();
      const store = createDiskStore({
        folder: place.folder,
        maxBytes: 1e9,
        log: place.log,
        nowMs: () => nowMs,
        upkeep: 'asked',
      });
      const large = { ...variantOf('', 's'), bytes: new Uint8Array(30_000).fill(3) };
      for (let index = 0; index < 60; index += 1) await store.put(`v${index}`, large, signal);
      expect(place.events).toHaveLength(1);
      expect(place.events[0]?.fields).toMatchObject({ doing: 'write', error: { code: 'ENOSPC' } });
      expect(await getVariant(store, 'v0')).toEqual(large);
      expect(await store.get('v59', signal)).toBeUndefined();

      nowMs += 61_000;
      await store.maintain();
      await store.put('v59', large, signal);
      expect(await getVariant(store, 'v59')).toEqual(large);
      expect(store.stats().variants).toBeGreaterThan(20);
      await store.close();
    } finally {
      execFileSync('umount', [place.folder]);
    }
  });
});

describe('the reader', () => {
  it('leaves the event loop to others while the disk makes it wait', async () => {
    let tickMs = 0;
    let stepMs = 10; // what a look at the clock takes: the disk is slow
    const reader = createFileReader({ nowMs: Date.now, tickMs: () => (tickMs += stepMs) });
    const path = `${place.folder}-file`;
    await writeFile(path, 'content');
    const isReadAtOnce = async (): Promise<boolean> => {
      let isDone = false;
      const reading = reader.read(path).then((bytes) => {
        isDone = true;
        expect(String(bytes)).toBe('content');
      });
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      const wasDone = isDone;
      await reading;
      return wasDone;
    };
    for (let turn = 0; turn < 3; turn += 1) expect(await isReadAtOnce()).toBe(true); // and was slow
    stepMs = 0;
    expect(await isReadAtOnce()).toBe(false);
    tickMs += 1001;
    for (let turn = 0; turn < 20; turn += 1) expect(await isReadAtOnce()).toBe(true);
    stepMs = 10;
    expect(await isReadAtOnce()).toBe(true); // one alone may be another process's doing
    stepMs = 0;
    expect(await isReadAtOnce()).toBe(true);
  });
});
