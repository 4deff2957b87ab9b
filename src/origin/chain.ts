/**
 * Several origins as one, tried in order. A key carries the place of the origin that has it. An origin that is broken
 * fails the look-up rather than being skipped: a later one might hold another picture of the same name.
 */
import type { Origin } from '../ports.ts';

export const createOriginChain = (origins: readonly Origin[]): Origin => ({
  find: async (name, signal) => {
    for (const [place, origin] of origins.entries()) {
      const key = await origin.find(name, signal);
      if (key !== undefined) return `${place}:${key}`;
    }
    return undefined;
  },

  open: async (key, options, signal) => {
    const [, place = '', own = ''] = key.match(/^(\d+):(.*)$/s) ?? [];
    const opened = await origins[Number(place)]?.open(own, options, signal);
    return typeof opened === 'object' ? { ...opened, key } : opened;
  },

  check: async (signal) => {
    await Promise.all(origins.map(async (origin) => origin.check(signal)));
  },
});
