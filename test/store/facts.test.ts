import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { contentOf, describeFactStore, describeSharedFacts } from '../contracts/fact-store.ts';
import { variantOf } from '../contracts/variant-store.ts';
import { createFolder, type FolderUnderTest } from './disk/temporary-store.ts';

const { signal } = new AbortController();

const folders: FolderUnderTest[] = [];
const newFolder = async (): Promise<FolderUnderTest> => {
  const folder = await createFolder();
  folders.push(folder);
  return folder;
};

afterAll(async () => {
  for (const { remove } of folders) await remove();
});

describeFactStore('memory', () => createMemoryFacts({ maxBytes: 1_000_000 }));
describeFactStore('disk', async () => (await newFolder()).open().facts);
describeSharedFacts('disk', async () => {
  const folder = await createFolder();
  return { ...folder, open: () => folder.open().facts };
});

describe('facts in memory', () => {
  it('let the least recently used go', async () => {
    const facts = createMemoryFacts({ maxBytes: 4 * 1024 });
    for (let at = 0; at < 20; at += 1) {
      await facts.put(contentOf(`s${at}`), 'faces', 'x'.repeat(400), signal);
      await facts.get(contentOf('s0'), 'faces', signal);
    }
    expect(await facts.get(contentOf('s0'), 'faces', signal)).toBeDefined();
    expect(await facts.get(contentOf('s1'), 'faces', signal)).toBeUndefined();
    expect(await facts.get(contentOf('s19'), 'faces', signal)).toBeDefined();
    await facts.dropBySource('s1', signal); // what has gone is no trouble
  });
});

describe('facts on disk', () => {
  it('go with the variants of their source', async () => {
    const store = (await newFolder()).open();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.facts.put(contentOf('s'), 'faces', 1, signal);
    expect(store.stats()).toMatchObject({ variants: 1 });
    expect(await store.dropBySource('s', signal)).toBe(1);
    expect(await store.facts.get(contentOf('s'), 'faces', signal)).toBeUndefined();
  });

  it('are let go within the bound of the folder', async () => {
    const place = await newFolder();
    const store = place.open({ maxBytes: 100_000 });
    for (let at = 0; at < 100; at += 1) await store.facts.put(contentOf(`s${at}`), 'faces', at, signal);
    expect(store.stats().bytes).toBeGreaterThan(100_000);
    await store.maintain();
    expect(store.stats().bytes).toBeLessThanOrEqual(100_000);
  });

  it('are unknown where their file is damaged', async () => {
    const place = await newFolder();
    const store = place.open();
    await store.facts.put(contentOf('s'), 'faces', { faces: [] }, signal);
    const files = await readdir(join(place.folder, 'f'), { recursive: true });
    const [file = ''] = files.filter((name) => name.length > 2);
    await truncate(join(place.folder, 'f', file), 60);
    expect(await store.facts.get(contentOf('s'), 'faces', signal)).toBeUndefined();
    expect(place.events.map(({ name }) => name)).toContain('store.damaged-dropped');
  });
});
