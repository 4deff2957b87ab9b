import { describe, expect, it } from 'vitest';
import { createLanes, type Lane } from '../../src/service/lanes.ts';
import { codeOf } from '../contracts/origin.ts';
import { settle } from './settle.ts';

const { signal } = new AbortController();

/** Lanes in which everybody writes down their name when they get a slot, and stays until told to go. */
const watch = (slots: number, patience?: number) => {
  const lanes = createLanes({ slots, ...(patience !== undefined && { patience }) });
  const order: string[] = [];
  const leaves = new Map<string, () => void>();
  return {
    lanes,
    order,
    come: async (lane: Lane, ...names: readonly string[]): Promise<void> => {
      for (const name of names) {
        void lanes.enter(lane, signal).then((leave) => {
          order.push(name);
          leaves.set(name, leave);
        });
      }
      await settle();
    },
    go: async (name: string): Promise<void> => {
      leaves.get(name)?.();
      await settle();
    },
  };
};

describe('two lanes', () => {
  it('give slow work all slots but one, however much of it there is', async () => {
    const { lanes, order, come } = watch(3);
    await come('slow', 'a', 'b', 'c', 'd');
    expect(order).toEqual(['a', 'b']);
    await come('cheap', 'e');
    expect(order).toEqual(['a', 'b', 'e']);
    expect([lanes.running('slow'), lanes.waiting('slow'), lanes.running('cheap')]).toEqual([2, 2, 1]);
  });

  it('share the only slot that there is', async () => {
    const { order, come, go } = watch(1);
    await come('slow', 'a');
    await come('cheap', 'b');
    expect(order).toEqual(['a']);
    await go('a');
    expect(order).toEqual(['a', 'b']);
  });

  it('let quick work overtake, and slow work have its turn all the same', async () => {
    const { order, come, go } = watch(1, 2);
    await come('cheap', 'first');
    await come('slow', 'slow');
    await come('cheap', 'a', 'b', 'c');
    for (const name of ['first', 'a', 'b', 'slow']) await go(name);
    expect(order).toEqual(['first', 'a', 'b', 'slow', 'c']);
  });

  it('keep the order of arrival within a lane', async () => {
    const { order, come, go } = watch(1);
    await come('cheap', 'a', 'b', 'c');
    await go('a');
    await go('b');
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('forget whoever leaves the queue', async () => {
    const { lanes, come, go, order } = watch(1);
    await come('cheap', 'a');
    const leaving = new AbortController();
    const gone = codeOf(lanes.enter('cheap', leaving.signal));
    await come('cheap', 'b');
    leaving.abort();
    expect(await gone).toBe('request.aborted');
    expect(lanes.waiting('cheap')).toBe(1);
    await go('a');
    expect(order).toEqual(['a', 'b']);
    expect(await codeOf(lanes.enter('cheap', AbortSignal.abort()))).toBe('request.aborted');
  });

  it('count a leaving once', async () => {
    const { lanes, come, go } = watch(2);
    await come('cheap', 'a', 'b');
    await go('a');
    await go('a');
    expect(lanes.running('cheap')).toBe(1);
  });
});
