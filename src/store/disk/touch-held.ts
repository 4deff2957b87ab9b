/**
 * What a quicker tier holds is asked for there and never here, and would seem forgotten: the most popular pictures
 * would be the first to go. So they count as used, once an hour and before anything is let go.
 */
import { utimes } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type Kind, kinds, type Layout, nameOf } from './layout.ts';

/** Keys that a quicker tier answers for; of facts there is none. */
export type HeldKeys = Readonly<Partial<Record<Kind, () => Iterable<string>>>>;

export interface TouchDeps {
  readonly layout: Layout;
  readonly held: HeldKeys;
  readonly nowMs: () => number;
}

const batchSize = 16;

export const createTouchHeld =
  ({ layout, held, nowMs }: TouchDeps): (() => Promise<void>) =>
  async () => {
    const seconds = nowMs() / 1000;
    const touch = async (kind: Kind, key: string): Promise<void> =>
      utimes(layout.file(kind, nameOf(key)), seconds, seconds).catch(() => undefined); // not here, or not ours
    for (const kind of kinds) {
      const keys = [...(held[kind]?.() ?? [])];
      for (let at = 0; at < keys.length; at += batchSize) {
        await Promise.all(keys.slice(at, at + batchSize).map(async (key) => touch(kind, key)));
        await setImmediate();
      }
    }
  };
