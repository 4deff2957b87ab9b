/** A purge: first the promise, that nothing of before is served any more; then the deleting of what can be found. */
import { rm } from 'node:fs/promises';
import { type DropFile, epochsIn, peekFile } from './drop-file.ts';
import type { Epochs } from './epochs.ts';
import type { Layout } from './layout.ts';
import type { Marker, Markers } from './markers.ts';
import type { Trouble } from './trouble.ts';

export interface DropSourceDeps {
  readonly layout: Layout;
  readonly epochs: Epochs;
  readonly markers: Markers;
  readonly dropFile: DropFile;
  readonly trouble: Trouble;
}

/** Answers how many variants went. */
export type DropSource = (sourceHash: string) => Promise<number>;

/** At a time; more would keep others from the thread pool. */
const batchSize = 4;

export const createDropSource = (deps: DropSourceDeps): DropSource => {
  const { layout, epochs, markers, dropFile, trouble } = deps;

  /** A marker may be all that is left, or of a variant that has since been made from something else. */
  const dropMarked = async (sourceHash: string, { path, name }: Marker): Promise<boolean> => {
    try {
      const made = epochsIn(await peekFile(layout.file('variant', name)));
      const isDead = sourceHash in made && !epochs.areCurrent(made);
      const wasDropped = isDead && (await dropFile.drop('variant', name));
      await rm(path, { force: true });
      return wasDropped;
    } catch (error) {
      trouble.report('delete', error); // it is dead all the same
      return false;
    }
  };

  return async (sourceHash) => {
    const epoch = await epochs.begin(sourceHash);
    let dropped = 0;
    try {
      const older = (await markers.list(sourceHash)).filter((marker) => marker.epoch !== epoch);
      for (let at = 0; at < older.length; at += batchSize) {
        const batch = older.slice(at, at + batchSize).map(async (marker) => dropMarked(sourceHash, marker));
        dropped += (await Promise.all(batch)).filter(Boolean).length;
      }
      await markers.leave(sourceHash);
    } catch (error) {
      trouble.report('delete', error);
    }
    return dropped;
  };
};
