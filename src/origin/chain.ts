/**
 * Several origins as one, tried in order. A key carries the place of the origin that has it.
 *
 * An origin that is broken, or asked by too many, might hold another picture of the same name than a later one. A look-up of a name alone
 * fails then. A look-up of the original goes on, so that one broken origin does not take the pictures of all others
 * with it; what it finds is provisional, to be shown for a minute. Where nothing is found, nothing is known either:
 * that is a failure, and never an absence.
 */
import type { Failure } from '../errors.ts';
import type { Origin, Source } from '../ports.ts';
import { type Located, locateIn } from './locate-in.ts';
import { isNoAnswer } from './remote-failure.ts';

interface PlacedKey {
  readonly place: number;
  readonly own: string;
}

const split = (key: string): PlacedKey => {
  const [, place = '-1', own = ''] = key.match(/^(\d+):(.*)$/s) ?? [];
  return { place: Number(place), own };
};

export const createOriginChain = (origins: readonly Origin[]): Origin => ({
  find: async (name, signal) => {
    for (const [place, origin] of origins.entries()) {
      const key = await origin.find(name, signal);
      if (key !== undefined) return `${place}:${key}`;
    }
    return undefined;
  },

  open: async (key, options, signal) => {
    const { place, own } = split(key);
    const opened = await origins[place]?.open(own, options, signal);
    return typeof opened === 'object' ? { ...opened, key } : opened;
  },

  locate: async (name, { known, ...options }, signal) => {
    const last = known && split(known.key);
    let failure: Failure | undefined;
    for (const [place, origin] of origins.entries()) {
      const own = last?.place === place && known ? { known: { ...known, key: last.own } } : {};
      try {
        const located = await locateIn(origin, name, { ...options, ...own }, signal);
        if (located !== undefined) return settle(located, place, failure !== undefined);
      } catch (error) {
        if (signal.aborted || !isNoAnswer(error)) throw error;
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
    return undefined;
  },

  forget: async (name) => {
    await Promise.all(origins.map(async (origin) => origin.forget?.(name)));
  },

  // While one answers there are pictures: a node must not be taken out because one of its origins is down.
  check: async (signal) => {
    const checks = await Promise.allSettled(origins.map(async (origin) => origin.check(signal)));
    const failed = checks.filter((check) => check.status === 'rejected');
    if (failed[0] !== undefined && failed.length === checks.length) throw failed[0].reason;
  },
});

/** `not-modified` says that a picture we have already is still that of the later origin. */
const settle = (located: Source | 'not-modified', place: number, doubtful: boolean): Located =>
  located === 'not-modified'
    ? located
    : { ...located, key: `${place}:${located.key}`, ...(doubtful && { provisional: true }) };
