/** Several processes on one folder, and processes that are killed in the middle of anything. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getVariant } from '../../contracts/variant-store.ts';
import { keyCount, pictureOf } from './pictures.ts';
import { buildWriter, type WriterProgram } from './processes.ts';
import { createFolder, type FolderUnderTest } from './temporary-store.ts';

const { signal } = new AbortController();
const kills = 50;

let program: WriterProgram;
beforeAll(async () => {
  program = await buildWriter();
});
afterAll(async () => program.remove());

let place: FolderUnderTest;
beforeEach(async () => {
  place = await createFolder();
});
afterEach(async () => place.remove());

/** How many are there; each as it should be. */
const checkAll = async (): Promise<number> => {
  const store = place.open();
  let there = 0;
  for (let index = 0; index < keyCount; index += 1) {
    const key = `v${index}`;
    const variant = await getVariant(store, key);
    if (variant !== undefined) {
      there += 1;
      const wanted = pictureOf(key);
      expect(Buffer.compare(variant.bytes, wanted.bytes), key).toBe(0);
      expect({ ...variant, bytes: 0 }).toEqual({ ...wanted, bytes: 0 });
    }
    const record = await store.getRecord(key, signal);
    if (record) expect(record.variantKey).toBe(key);
  }
  return there;
};

describe('a process killed in the middle of its work', { timeout: 300_000 }, () => {
  it(`leaves nothing damaged behind, ${kills} times`, async () => {
    let put = 0;
    for (let turn = 0; turn < kills; turn += 1) {
      const writer = program.start({ ...place, maxBytes: 1e9, count: 100_000, start: put });
      const more = 1 + ((turn * 37) % 23);
      await writer.putting(more);
      await writer.kill();
      expect(writer.events).toEqual([]);
      put += more;
      if (turn % 10 === 9) expect(await checkAll()).toBeGreaterThan(0);
    }
    expect(place.events).toEqual([]);

    const store = place.open({ nowMs: () => Date.now() + 3 * 3_600_000 });
    await store.maintain(); // after hours, somebody else sweeps up
    expect(await readdir(join(place.folder, 'tmp'))).toEqual([]);
    expect(store.stats().variants).toBe(await checkAll());
  });
});

describe('two processes on one folder', { timeout: 120_000 }, () => {
  it('serve what is whole, within the bound, whoever evicts', async () => {
    const maxBytes = 12_000_000; // a fifth of all there is
    const writers = [0, 150].map((start) => program.start({ ...place, maxBytes, count: 400, start }));
    expect(await Promise.all(writers.map(async ({ ended }) => ended))).toEqual([0, 0]);
    expect(writers.flatMap(({ events }) => events)).toEqual([]);
    const store = place.open({ maxBytes });
    await store.maintain();
    expect(store.stats().bytes).toBeLessThanOrEqual(maxBytes);
    expect(await checkAll()).toBe(store.stats().variants);
    expect(store.stats().variants).toBeGreaterThan(10);
    expect(place.events).toEqual([]);
  });
});
