/**
 * Variants, records and facts in a folder, which several processes may share. It is a cache: a file that is missing is a miss,
 * one that is damaged is dropped, and a disk in trouble means that nothing is kept, never that nothing is served. Only
 * purges are promises; epochs.ts keeps them.
 */
import { lstat } from 'node:fs/promises';
import type { FactStore, Log, SourceEpochs, VariantStore } from '../../ports.ts';
import { createDropFile, epochsIn } from './drop-file.ts';
import { createDropSource } from './drop-source.ts';
import { hashesOf, packRecord, packVariant, unpackRecord, unpackVariant } from './entries.ts';
import { createEpochs } from './epochs.ts';
import { createEvictor } from './evict.ts';
import { createDiskFacts } from './facts.ts';
import { type Contents, decodeFile, encodeFile } from './file-format.ts';
import { createGrowth } from './growth.ts';
import { createLayout, type Kind, nameOf } from './layout.ts';
import { createLease } from './lease.ts';
import { createMarkers } from './markers.ts';
import { createOneByOne } from './one-by-one.ts';
import { createFileReader } from './read-file.ts';
import { startRounds } from './rounds.ts';
import { codeOf, ifThere } from './system-error.ts';
import { createTidy } from './tidy.ts';
import { createTouchHeld, type HeldKeys } from './touch-held.ts';
import { createTrouble } from './trouble.ts';
import { createUpkeep } from './upkeep.ts';
import { costOf, createUsage } from './usage.ts';
import { createFileWriter } from './write-file.ts';

export interface DiskStoreOptions {
  readonly folder: string;
  /** Of everything in the folder, within what is added during one round of eviction. */
  readonly maxBytes: number;
  readonly log: Log;
  readonly nowMs?: () => number;
  /** What a quicker tier answers for. */
  readonly held?: HeldKeys;
  /** `asked`: upkeep only when `maintain` is called. */
  readonly upkeep?: 'asked' | 'timed';
}

export interface DiskStore extends VariantStore {
  /** In the same folder, within the same bound. To drop a source in one of them is to drop it in both. */
  readonly facts: FactStore;
  /** A round of upkeep now: counting, evicting, tidying, whatever is due. Rounds come by themselves, too. */
  readonly maintain: () => Promise<void>;
  /** Ends upkeep, and leaves it to others. */
  readonly close: () => Promise<void>;
}

/** Without a sign of life for this long, another process takes over upkeep. */
const leaseMs = 30_000;

/** A single picture may not push out everything else. */
const largestShare = 1 / 4;

export const createDiskStore = (options: DiskStoreOptions): DiskStore => {
  const { folder, maxBytes, log, nowMs = Date.now, upkeep: upkeepMode = 'timed' } = options;
  const layout = createLayout(folder);
  const trouble = createTrouble(log, nowMs);
  const writer = createFileWriter(layout.temporaries);
  const reader = createFileReader({ nowMs });
  const epochs = createEpochs({ layout, writer, trouble });
  const markers = createMarkers(layout);
  const usage = createUsage();
  const growth = createGrowth(layout.growth);
  const dropFile = createDropFile({ layout, markers, usage });
  const dropSource = createDropSource({ layout, epochs, markers, dropFile, trouble });
  const upkeep = createUpkeep({
    ...{ layout, usage, growth, writer, trouble, maxBytes, nowMs },
    touchHeld: createTouchHeld({ layout, held: options.held ?? {}, nowMs }),
    lease: createLease({ folder: layout.leases, nowMs, expiresMs: leaseMs }),
    evictor: createEvictor({ layout, usage, dropFile }),
    tidy: createTidy({ layout, nowMs }),
  });
  const round = async (): Promise<void> => epochs.retry().then(upkeep.run);
  const rounds = startRounds(round, trouble, upkeepMode === 'timed');
  const writes = createOneByOne();

  /** Whatever goes wrong with the disk is a miss. */
  const attempt = async <T>(doing: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) === 'ENOSPC') upkeep.noteFull();
      trouble.report(doing, error);
      return undefined;
    }
  };

  const read = async (kind: Kind, key: string): Promise<Contents | undefined> => {
    const name = nameOf(key);
    const file = await reader.read(layout.file(kind, name));
    if (file === undefined) return undefined;
    const decoding =
      file === 'odd' ? ({ ok: false, fault: 'not a file' } as const) : await decodeFile(kind, key, file);
    if (decoding.ok && epochs.areCurrent(epochsIn(decoding.contents.metadata))) return decoding.contents;
    if (!decoding.ok) log.event('warn', 'store.damaged-dropped', { kind, key, fault: decoding.fault });
    await dropFile.drop(kind, name);
    return undefined;
  };

  const write = async (kind: Kind, contents: Contents): Promise<void> => {
    const name = nameOf(contents.metadata.key);
    const path = layout.file(kind, name);
    const parts = encodeFile(kind, contents);
    const cost = costOf(parts.reduce((sum, part) => sum + part.byteLength, 0));
    if (cost > maxBytes * largestShare) return;
    const made = epochsIn(contents.metadata);
    if (!epochs.areCurrent(made)) return;
    if (kind === 'variant') {
      for (const [sourceHash, epoch] of Object.entries(made)) await markers.add(sourceHash, epoch, name);
    }
    await usage.change(kind, name, async () => {
      const before = await ifThere(lstat(path));
      await writer.write(path, parts);
      return before?.isFile() === true
        ? { files: 0, bytes: cost - costOf(before.size) }
        : { files: 1, bytes: cost };
    });
    growth.add(cost);
    // Purged meanwhile: nobody would be served it, but why keep it.
    if (!epochs.areCurrent(made)) await dropFile.drop(kind, name);
    if (upkeep.isDue()) rounds.soon();
  };

  const put = async (kind: Kind, key: string, pack: () => Contents): Promise<void> => {
    await attempt('write', async () => writes.run(`${kind} ${key}`, async () => write(kind, pack())));
  };

  const sinceOf = (hashes: readonly string[], since: SourceEpochs | undefined): SourceEpochs =>
    since === undefined ? epochs.read(hashes) : pick(hashes, since);

  const readEpochs: VariantStore['readEpochs'] = async (hashes) =>
    (await attempt('read', async () => Promise.resolve(epochs.read(hashes)))) ?? {};

  return {
    facts: createDiskFacts({
      read: async (key) => attempt('read', async () => read('fact', key)),
      put: async (key, pack) => put('fact', key, pack),
      ...{ sinceOf, readEpochs, dropSource },
    }),
    get: async (variantKey) => {
      const contents = await attempt('read', async () => read('variant', variantKey));
      return contents && { variant: unpackVariant(contents), tier: 'disk' };
    },
    put: async (variantKey, variant, _signal, since) =>
      put('variant', variantKey, () => packVariant(variantKey, variant, sinceOf(variant.sources, since))),
    getRecord: async (requestKey) => {
      const contents = await attempt('read', async () => read('record', requestKey));
      return contents && unpackRecord(contents);
    },
    putRecord: async (requestKey, record, _signal, since) =>
      put('record', requestKey, () => packRecord(requestKey, record, sinceOf(hashesOf(record), since))),
    readEpochs,
    dropBySource: async (sourceHash) => dropSource(sourceHash),
    stats: upkeep.stats,
    maintain: rounds.now,
    close: async () => {
      await rounds.stop();
      await attempt('lease', upkeep.release);
    },
  };
};

const pick = (hashes: readonly string[], since: SourceEpochs): SourceEpochs =>
  Object.fromEntries(hashes.map((hash) => [hash, since[hash] ?? '']));
