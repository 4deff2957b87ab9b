/**
 * Purges that hold across processes and restarts. A purge writes a new epoch for its source; every file says in which
 * epochs of its sources it was begun, and one of another epoch is dead: it is neither kept nor served, whoever wrote
 * it, whenever it landed, whether or not its marker was found. No epoch on disk means that there is no such purge to
 * honour, so the last epoch of a source must outlive what was made before it (see tidy.ts).
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { SourceEpochs } from '../../ports.ts';
import type { FileWriter } from './write-file.ts';
import type { Layout } from './layout.ts';
import type { Trouble } from './trouble.ts';

export interface Epochs {
  /** Of every source; '' where there is none. */
  readonly read: (sourceHashes: readonly string[]) => SourceEpochs;
  readonly areCurrent: (epochs: SourceEpochs) => boolean;
  /** Begins a new one. From then on, nothing that was begun before is served here; nor elsewhere, if it was written. */
  readonly begin: (sourceHash: string) => Promise<string>;
  /** Writes what could not be written. */
  readonly retry: () => Promise<void>;
}

export interface EpochDeps {
  readonly layout: Layout;
  readonly writer: FileWriter;
  readonly trouble: Trouble;
}

const pattern = /^[0-9a-f]{16}$/;

/** A power cut may leave an empty file: some purge there was. */
const unreadable = 'unreadable';

export const createEpochs = ({ layout, writer, trouble }: EpochDeps): Epochs => {
  const unwritten = new Map<string, string>();

  const readOne = (sourceHash: string): string => {
    const path = layout.purgeOf(sourceHash);
    const pending = unwritten.get(sourceHash);
    if (pending !== undefined) return pending;
    // Hardly any source was ever purged, and this costs 2 us: an exception would cost ten times as much.
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return '';
    const text = readFileSync(path, 'latin1');
    return pattern.test(text) ? text : unreadable;
  };

  const write = async (sourceHash: string, epoch: string): Promise<void> => {
    await writer.write(layout.purgeOf(sourceHash), [Buffer.from(epoch, 'latin1')], 'durable');
    if (unwritten.get(sourceHash) === epoch) unwritten.delete(sourceHash);
  };

  return {
    read: (sourceHashes) => Object.fromEntries(sourceHashes.map((hash) => [hash, readOne(hash)])),
    areCurrent: (epochs) =>
      Object.entries(epochs).every(([hash, epoch]) => {
        const current = readOne(hash);
        return current === '' || current === epoch;
      }),
    begin: async (sourceHash) => {
      const epoch = randomBytes(8).toString('hex');
      unwritten.set(sourceHash, epoch);
      try {
        await write(sourceHash, epoch);
      } catch (error) {
        trouble.report('purge', error);
      }
      return epoch;
    },
    retry: async () => {
      for (const [sourceHash, epoch] of unwritten) {
        try {
          await write(sourceHash, epoch);
        } catch (error) {
          trouble.report('purge', error);
        }
      }
    },
  };
};
