/** Originals that go to the engine without being read here: it still has them, or reads them where they lie. */
import { fail } from '../errors.ts';
import type { ContentHints, PixelEngine, Source, UnreadImage } from '../ports.ts';
import type { ReadOriginal } from './read-original.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface UnreadDeps {
  readonly engine: PixelEngine;
  readonly readOriginal: ReadOriginal;
}

export interface Unread extends UnreadImage {
  /** Whether it turned out to be another when it was read after all. */
  readonly hasChanged: () => boolean;
}

export const openUnread = async (
  { engine, readOriginal }: UnreadDeps,
  source: Source,
  { key, file }: ContentHints,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<Unread | undefined> => {
  if (key === undefined) return undefined;
  let changed = false;
  const hasChanged = (): boolean => changed;

  const read = async (limited: AbortSignal): Promise<Uint8Array> => {
    const all = await readOriginal.use([source], limited, stopwatch, async (each) => Promise.resolve(each));
    const [bytes] = all ?? [];
    if (bytes !== undefined) return bytes;
    changed = true;
    throw fail('origin.unreachable', 'The original changed');
  };

  const content = { key, size: source.size, read, ...(file && { file }) };
  const kept = engine.reopen?.(content);
  if (kept) {
    const glance = { facts: kept.facts, elaborate: false };
    return { glance, open: async () => Promise.resolve(kept), hasChanged };
  }
  const { openFile } = engine;
  if (openFile === undefined || file === undefined) return undefined;
  const near = await readOriginal.look(source, signal, stopwatch, async () => openFile(content));
  return near && { ...near, hasChanged };
};
