/**
 * Empty files that say which variants were made from a source: by-source/ab/SOURCE/EPOCH-VARIANT. With the epoch in the
 * name, a purge removes the markers of older epochs, and those that newer variants set at the same time stay.
 * Markers find what a purge can delete at once; that it is dead is for epochs.ts to know.
 */
import { open, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { ifThere } from './system-error.ts';
import { withFolder } from './write-file.ts';

export interface Marker {
  readonly path: string;
  readonly epoch: string;
  /** Of the variant's file. */
  readonly name: string;
}

export interface Markers {
  readonly add: (sourceHash: string, epoch: string, name: string) => Promise<void>;
  readonly remove: (sourceHash: string, epoch: string, name: string) => Promise<void>;
  readonly list: (sourceHash: string) => Promise<readonly Marker[]>;
  /** Removes the folder of a source that has no more. */
  readonly leave: (sourceHash: string) => Promise<void>;
}

const fileOf = (epoch: string, name: string): string => `${epoch === '' ? '0' : epoch}-${name}`;

/** Undefined for a file that is not ours. */
export const readMarker = (folder: string, file: string): Marker | undefined => {
  const [, epoch, name] = file.match(/^([0-9a-z]+)-([0-9a-f]{32})$/) ?? [];
  if (epoch === undefined || name === undefined) return undefined;
  return { path: join(folder, file), epoch: epoch === '0' ? '' : epoch, name };
};

export const createMarkers = (layout: Layout): Markers => ({
  add: async (sourceHash, epoch, name) => {
    const folder = layout.markersOf(sourceHash);
    const handle = await withFolder(folder, async () => open(join(folder, fileOf(epoch, name)), 'a'));
    await handle.close();
  },
  remove: async (sourceHash, epoch, name) => {
    await rm(join(layout.markersOf(sourceHash), fileOf(epoch, name)), { force: true });
  },
  list: async (sourceHash) => {
    const folder = layout.markersOf(sourceHash);
    const files = (await ifThere(readdir(folder))) ?? [];
    return files.flatMap((file) => readMarker(folder, file) ?? []);
  },
  leave: async (sourceHash) => {
    await rmdir(layout.markersOf(sourceHash)).catch(() => undefined); // not empty, or gone already
  },
});
