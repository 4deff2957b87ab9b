/** Once a day: markers of files that have gone, purges that nothing is left to honour, folders with nothing in them. */
import { access, lstat, rm, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Layout } from './layout.ts';
import { listNames, listShards } from './list-files.ts';
import { readMarker } from './markers.ts';
import { ifThere } from './system-error.ts';

export interface TidyDeps {
  readonly layout: Layout;
  readonly nowMs: () => number;
}

export interface Tidy {
  readonly removeTemporaries: () => Promise<void>;
  readonly removeLeftovers: () => Promise<void>;
}

const hourMs = 3_600_000;
/** No file takes this long to be written. */
const temporaryMs = hourMs;
/** A marker is there before its file: long before any that can still come. */
const markerMs = hourMs;
/**
 * Far longer than any render that a purge has to stop. What a purge could not delete stays dead for this long; after
 * that, only a file that lost its marker, was in nobody's way and was never evicted could be taken for good again.
 */
const purgeMs = 30 * 24 * hourMs;

export const createTidy = ({ layout, nowMs }: TidyDeps): Tidy => {
  const isOlder = async (path: string, thanMs: number): Promise<boolean> => {
    const stats = await ifThere(lstat(path));
    return stats !== undefined && nowMs() - stats.mtimeMs > thanMs;
  };

  const isThere = async (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );

  const tidyMarkers = async (folder: string): Promise<void> => {
    for (const file of await listNames(folder)) {
      const marker = readMarker(folder, file);
      if (marker === undefined || (await isThere(layout.file('variant', marker.name)))) continue;
      if (await isOlder(marker.path, markerMs)) await rm(marker.path, { force: true });
    }
    await rmdir(folder).catch(() => undefined); // there are more
  };

  const forEachIn = async (root: string, work: (path: string) => Promise<void>): Promise<void> => {
    for (const shard of await listShards(root)) {
      for (const name of await listNames(join(root, shard))) {
        await work(join(root, shard, name));
        await setImmediate();
      }
    }
  };

  return {
    removeTemporaries: async () => {
      for (const name of await listNames(layout.temporaries)) {
        const path = join(layout.temporaries, name);
        if (await isOlder(path, temporaryMs)) await ifThere(unlink(path));
      }
    },
    removeLeftovers: async () => {
      await forEachIn(layout.markers, tidyMarkers);
      await forEachIn(layout.purges, async (path) => {
        if (await isOlder(path, purgeMs)) await rm(path, { force: true });
      });
    },
  };
};
