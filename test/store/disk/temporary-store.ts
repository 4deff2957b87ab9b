/** Disk stores on a folder of their own, and a log that remembers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../../src/ports.ts';
import { createDiskStore, type DiskStore, type DiskStoreOptions } from '../../../src/store/disk/store.ts';

export interface Event {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface FolderUnderTest {
  readonly folder: string;
  readonly events: Event[];
  readonly log: Log;
  readonly open: (options?: Partial<DiskStoreOptions>) => DiskStore;
  /** Of every store that was opened. */
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export const createFolder = async (): Promise<FolderUnderTest> => {
  const parent = await mkdtemp(join(tmpdir(), 'darkroom-variants-'));
  const folder = join(parent, 'variants');
  const events: Event[] = [];
  const log: Log = { event: (_level, name, fields) => events.push({ name, fields }) };
  const opened = new Set<DiskStore>();
  const close = async (): Promise<void> => {
    for (const store of opened) await store.close();
    opened.clear();
  };
  return {
    folder,
    events,
    log,
    open: (options = {}) => {
      const store = createDiskStore({ folder, maxBytes: 1_000_000_000, log, upkeep: 'asked', ...options });
      opened.add(store);
      return store;
    },
    close,
    remove: async () => {
      await close();
      await rm(parent, { recursive: true, force: true });
    },
  };
};
