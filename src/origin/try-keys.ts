/**
 * Opens the first of several keys that is there, where only asking tells. A few are asked at a time, so that a name that
 * stands for nothing costs a few round trips rather than a dozen; those that turn out not to be needed are let go of.
 */
import type { Source } from '../ports.ts';

type Opened = Source | 'not-modified' | undefined;

const atOnce = 4;

const letGo = async (opening: Promise<Opened>): Promise<void> => {
  try {
    const opened = await opening;
    if (typeof opened === 'object') opened.close?.();
  } catch {
    // Given up, or broken in a way that the first answer has made unimportant.
  }
};

export const tryKeys = async (
  keys: readonly string[],
  open: (key: string, signal: AbortSignal) => Promise<Opened>,
  signal: AbortSignal,
): Promise<Opened> => {
  for (let from = 0; from < keys.length; from += atOnce) {
    const controller = new AbortController();
    const either = AbortSignal.any([signal, controller.signal]);
    const openings = keys.slice(from, from + atOnce).map(async (key) => open(key, either));
    for (const opening of openings) opening.catch(() => undefined); // seen below, in order
    try {
      for (const [place, opening] of openings.entries()) {
        const opened = await opening;
        if (opened === undefined) continue;
        for (const other of openings.slice(place + 1)) void letGo(other);
        return opened;
      }
    } finally {
      controller.abort();
    }
  }
  return undefined;
};
