/**
 * Where everything lies in the folder of a disk store:
 *
 *   v/ab/KEY   variants        by-source/ab/SOURCE/EPOCH-KEY   empty markers: which variants were made from a source
 *   r/ab/KEY   records         purged/ab/SOURCE                the epoch that the last purge of a source began
 *   f/ab/KEY   facts           lease/ growth usage tidied      upkeep: who evicts, and what is known about usage
 *   tmp/       being written
 *
 * Two levels, because a folder of a million entries is slow to list, and one of four thousand is not.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';

export type Kind = 'fact' | 'record' | 'variant';

/** What is cheapest to make again goes first. */
export const kinds: readonly Kind[] = ['variant', 'record', 'fact'];

const folderOf: Readonly<Record<Kind, string>> = { fact: 'f', record: 'r', variant: 'v' };

const plainName = /^[0-9a-f]{32}$/;

/** Our keys are hashes, and are their own names; anything else becomes one, so that no key can leave the folder. */
export const nameOf = (key: string): string =>
  plainName.test(key) ? key : hash('sha256', key, 'hex').slice(0, 32);

export const isName = (text: string): boolean => plainName.test(text);

export const shardOf = (name: string): string => name.slice(0, 2);

export interface Layout {
  readonly root: string;
  readonly folder: (kind: Kind) => string;
  readonly file: (kind: Kind, name: string) => string;
  readonly temporaries: string;
  readonly markers: string;
  readonly markersOf: (sourceHash: string) => string;
  readonly purges: string;
  readonly purgeOf: (sourceHash: string) => string;
  readonly leases: string;
  readonly growth: string;
  readonly usage: string;
  readonly tidied: string;
}

export const createLayout = (root: string): Layout => {
  const sharded = (folder: string, name: string): string => join(root, folder, shardOf(name), name);
  return {
    root,
    folder: (kind) => join(root, folderOf[kind]),
    file: (kind, name) => sharded(folderOf[kind], name),
    temporaries: join(root, 'tmp'),
    markers: join(root, 'by-source'),
    markersOf: (sourceHash) => sharded('by-source', nameOf(sourceHash)),
    purges: join(root, 'purged'),
    purgeOf: (sourceHash) => sharded('purged', nameOf(sourceHash)),
    leases: join(root, 'lease'),
    growth: join(root, 'growth'),
    usage: join(root, 'usage'),
    tidied: join(root, 'tidied'),
  };
};
