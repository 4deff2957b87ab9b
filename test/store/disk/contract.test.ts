import { afterAll } from 'vitest';
import { createMemoryStore } from '../../../src/store/memory.ts';
import { createTieredStore, type TieredStore } from '../../../src/store/tiered.ts';
import { describeSharedStore, describeVariantStore } from '../../contracts/variant-store.ts';
import { createFolder, type FolderUnderTest } from './temporary-store.ts';

const folders: FolderUnderTest[] = [];
const newFolder = async (): Promise<FolderUnderTest> => {
  const folder = await createFolder();
  folders.push(folder);
  return folder;
};

afterAll(async () => {
  for (const { remove } of folders) await remove();
});

const createTiered = ({ open, log }: FolderUnderTest): TieredStore =>
  createTieredStore({
    tiers: [
      { name: 'memory', store: createMemoryStore({ maxBytes: 10_000_000 }) },
      { name: 'disk', store: open() },
    ],
    log,
  });

describeVariantStore('disk', async () => (await newFolder()).open({ upkeep: 'timed' }));
describeSharedStore('disk', async () => {
  const folder = await createFolder();
  return { ...folder, open: async () => Promise.resolve(folder.open()) };
});

describeVariantStore('memory before disk', async () => createTiered(await newFolder()));
describeSharedStore('memory before disk', async () => {
  const folder = await createFolder();
  const opened: TieredStore[] = [];
  return {
    ...folder,
    open: async () => {
      const store = createTiered(folder);
      opened.push(store);
      return Promise.resolve(store);
    },
    close: async () => {
      for (const store of opened) await store.settled();
      await folder.close();
    },
  };
});
