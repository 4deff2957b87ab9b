/**
 * An origin on this machine, with what it found a moment ago. A page asks for one picture in many sizes at a time, and
 * each look at a file is three visits to the thread pool, a third of what a new picture costs the front. Nothing is
 * remembered of what is not there, for somebody may be about to put it there.
 */
import type { Origin, OriginalName, Source } from '../ports.ts';
import { createLookUps } from './cache/look-ups.ts';
import { locateIn } from './locate-in.ts';

export interface RecentOriginOptions {
  /** Its sources hold nothing open. */
  readonly origin: Origin;
  readonly nowMs: () => number;
}

/** Far less than the minute for which a finished picture is believed to be that of its original. */
const believedForMs = 1000;
/** A file that has just been written is likely to be written again, and may look the same when it is. */
const settledAfterMs = 3000;

const isSettled = ({ lastModifiedMs }: Source, nowMs: number): boolean =>
  lastModifiedMs === undefined || nowMs - lastModifiedMs > settledAfterMs;

export const createRecentOrigin = ({ origin, nowMs }: RecentOriginOptions): Origin => {
  const lookUps = createLookUps<Source>(believedForMs);

  /** Whoever finds that it is another by now finds it for everybody. */
  const watch = (name: OriginalName, source: Source, checkedAtMs: number): Source => ({
    checkedAtMs,
    ...source,
    bytes: async (maxBytes, signal) => {
      const bytes = await source.bytes(maxBytes, signal);
      if (bytes === undefined) lookUps.remove(name);
      return bytes;
    },
  });

  return {
    ...origin,
    locate: async (name, options, signal) => {
      const { known, version } = options;
      const atMs = nowMs();
      const fresh = lookUps.getFresh(name, version, atMs)?.found;
      if (fresh) return fresh.key === known?.key && fresh.etag === known.etag ? 'not-modified' : fresh;
      const located = await locateIn(origin, name, options, signal);
      if (typeof located !== 'object') return located;
      if (!isSettled(located, atMs)) {
        lookUps.remove(name);
        return located;
      }
      const source = watch(name, located, atMs);
      lookUps.set(name, source, version, atMs);
      return source;
    },
    forget: async (name) => {
      lookUps.drop(name.publicId);
      await origin.forget?.(name);
    },
  };
};
