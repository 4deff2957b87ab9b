import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAges } from '../../../src/store/disk/ages.ts';
import { createLayout, nameOf } from '../../../src/store/disk/layout.ts';
import { costOf } from '../../../src/store/disk/usage.ts';
import { recordOf, variantOf } from '../../contracts/variant-store.ts';
import { createFolder, type FolderUnderTest } from './temporary-store.ts';

const { signal } = new AbortController();
const minuteMs = 60_000;

let place: FolderUnderTest;
beforeEach(async () => {
  place = await createFolder();
});
afterEach(async () => place.remove());

/** 10 KB, so that what it is made of hardly counts. */
const picture = variantOf('', 's');
const tenKilobytes = { ...picture, bytes: new Uint8Array(10_000).fill(7) };
const cost = costOf(10_000 + 400);

const use = async (key: string, minutesAgo: number): Promise<void> => {
  const seconds = (Date.now() - minutesAgo * minuteMs) / 1000;
  await utimes(createLayout(place.folder).file('variant', nameOf(key)), seconds, seconds);
};

const countBelow = async (folder: string): Promise<number> => {
  const entries = await readdir(join(place.folder, folder), { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).length;
};

const bytesBelow = async (folder: string): Promise<number> => {
  const entries = await readdir(join(place.folder, folder), { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => stat(join(parentPath, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
};

describe('eviction', () => {
  it('lets what was used longest ago go, until the rest fits', async () => {
    const store = place.open({ maxBytes: 100 * cost });
    const keys = Array.from({ length: 120 }, (_, index) => `v${index}`);
    for (const [index, key] of keys.entries()) {
      await store.put(key, tenKilobytes, signal);
      await use(key, (index * 37) % 120); // in an order of its own
    }
    await store.maintain();

    expect(store.stats().bytes).toBeLessThanOrEqual(100 * cost);
    expect(store.stats().variants).toBe(90); // with some room for the next
    expect(await bytesBelow('v')).toBeLessThanOrEqual(100 * cost);
    for (const [index, key] of keys.entries()) {
      const minutesAgo = (index * 37) % 120;
      const isThere = (await store.get(key, signal)) !== undefined;
      expect(isThere, `used ${minutesAgo} minutes ago`).toBe(minutesAgo < 90);
    }
  });

  it('takes the markers along', async () => {
    const store = place.open({ maxBytes: 10 * cost });
    for (let index = 0; index < 20; index += 1) {
      await store.put(`v${index}`, { ...tenKilobytes, sources: [`s${index}`, 'shared'] }, signal);
      await use(`v${index}`, index);
    }
    await store.maintain();
    expect(await countBelow('v')).toBe(9);
    expect(await countBelow('by-source')).toBe(18);
  });

  it('counts records, and lets them go too', async () => {
    const store = place.open({ maxBytes: 100 * costOf(400) });
    for (let index = 0; index < 200; index += 1) {
      await store.putRecord(`r${index}`, recordOf('v', 's'), signal);
    }
    await store.maintain();
    expect(store.stats()).toEqual({ variants: 0, bytes: 90 * costOf(400) });
    expect(await countBelow('r')).toBe(90);
  });

  it('does not give everything up for one large picture', async () => {
    const store = place.open({ maxBytes: 10 * cost });
    await store.put('small', tenKilobytes, signal);
    await store.put('large', { ...picture, bytes: new Uint8Array(4 * cost) }, signal);
    expect(await store.get('small', signal)).toBeDefined();
    expect(await store.get('large', signal)).toBeUndefined();
  });

  it('finds what was there before the start', async () => {
    const before = place.open();
    for (let index = 0; index < 20; index += 1) await before.put(`v${index}`, tenKilobytes, signal);
    await before.close();
    const store = place.open({ maxBytes: 10 * cost });
    await store.maintain();
    expect(store.stats().variants).toBe(9);
  });

  it('sees what others have added', async () => {
    const evicting = place.open({ maxBytes: 10 * cost });
    await evicting.maintain();
    const other = place.open({ maxBytes: 10 * cost });
    for (let index = 0; index < 20; index += 1) await other.put(`v${index}`, tenKilobytes, signal);
    await other.maintain(); // not its job, but it says what it added
    expect(await countBelow('v')).toBe(20);
    await evicting.maintain();
    expect(await countBelow('v')).toBe(9);
    await other.maintain();
    expect(other.stats()).toEqual(evicting.stats());
  });

  it('counts what a quicker tier answers for as used', async () => {
    const held = { variant: () => ['v3', 'not here'], record: () => [] };
    const store = place.open({ maxBytes: 10 * cost, held });
    for (let index = 0; index < 20; index += 1) {
      await store.put(`v${index}`, tenKilobytes, signal);
      await use(`v${index}`, 100 - index);
    }
    await store.maintain();
    expect(await store.get('v3', signal)).toBeDefined();
    expect(await store.get('v4', signal)).toBeUndefined();
    expect(store.stats().variants).toBe(9);
  });

  it('is taken over when the one who did it has gone', async () => {
    let nowMs = Date.now();
    const clock = { nowMs: () => nowMs, maxBytes: 10 * cost };
    await place.open(clock).maintain();
    const next = place.open(clock);
    for (let index = 0; index < 20; index += 1) await next.put(`v${index}`, tenKilobytes, signal);
    await next.maintain();
    expect(await countBelow('v')).toBe(20);
    nowMs += 31_000;
    await next.maintain();
    expect(await countBelow('v')).toBe(9);
  });

  it('does not mind files that go meanwhile, nor files of others', async () => {
    const store = place.open({ maxBytes: 10 * cost });
    for (let index = 0; index < 20; index += 1) await store.put(`v${index}`, tenKilobytes, signal);
    await rm(join(place.folder, 'by-source'), { recursive: true });
    for (let index = 0; index < 8; index += 1) {
      await rm(createLayout(place.folder).file('variant', nameOf(`v${index}`)));
    }
    await store.maintain();
    expect(store.stats().variants).toBe(9);
    expect(place.events).toEqual([]);
  });
});

describe('ages', () => {
  it('say before when something must have been used to be among the oldest', () => {
    const ages = createAges();
    ages.add(10 * minuteMs + 5, 100);
    ages.add(10 * minuteMs + 9, 100);
    ages.add(90 * minuteMs, 100);
    ages.add(50 * minuteMs, 100);
    expect(ages.before(0)).toBe(-Infinity);
    expect(ages.before(1)).toBe(11 * minuteMs);
    expect(ages.before(200)).toBe(11 * minuteMs);
    expect(ages.before(201)).toBe(51 * minuteMs);
    expect(ages.before(9999)).toBe(91 * minuteMs);
  });
});
