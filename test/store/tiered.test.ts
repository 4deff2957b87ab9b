import { beforeEach, describe, expect, it } from 'vitest';
import type { StoreTier, VariantStore } from '../../src/ports.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createTieredStore } from '../../src/store/tiered.ts';
import { describeVariantStore, getVariant, recordOf, variantOf } from '../contracts/variant-store.ts';
import { settle } from '../service/settle.ts';

const { signal } = new AbortController();

/** Stands for a disk: the same in memory, by another name, whose every answer can be made to wait. */
interface SlowStore extends VariantStore {
  gate: Promise<void>;
  /** Throws instead of answering. */
  broken: boolean;
}

const createSlowStore = (): SlowStore => {
  const inner = createMemoryStore({ maxBytes: 10_000_000 });
  const pass = async (): Promise<void> => {
    await slow.gate;
    if (slow.broken) throw new Error('the disk fell over');
  };
  const slow: SlowStore = {
    gate: Promise.resolve(),
    broken: false,
    get: async (key) => {
      const found = await inner.get(key, signal);
      await pass();
      return found && { ...found, tier: 'disk' };
    },
    put: async (key, variant) => {
      await pass();
      await settle(); // a drop that does not wait for it comes first
      await inner.put(key, variant, signal);
    },
    getRecord: async (key) => {
      const found = await inner.getRecord(key, signal);
      await pass();
      return found;
    },
    putRecord: async (key, record) => {
      await pass();
      await settle();
      await inner.putRecord(key, record, signal);
    },
    readEpochs: async () => {
      await pass();
      return { s: 'epoch' };
    },
    dropBySource: async (hash) => {
      await pass();
      return inner.dropBySource(hash, signal);
    },
    stats: inner.stats,
  };
  return slow;
};

let fast: VariantStore;
let slow: SlowStore;
let store: VariantStore;
let events: string[];

const createStore = (): VariantStore => {
  events = [];
  fast = createMemoryStore({ maxBytes: 1_000_000 });
  slow = createSlowStore();
  return createTieredStore({
    tiers: [
      { name: 'memory', store: fast },
      { name: 'disk', store: slow },
    ],
    log: { event: (_level, name) => events.push(name) },
  });
};

/** Makes the slow tier wait until the answer is called. */
const holdUp = (): (() => void) => {
  let release = (): void => undefined;
  slow.gate = new Promise((resolve) => {
    release = resolve;
  });
  return release;
};

beforeEach(() => {
  store = createStore();
});

describeVariantStore('two tiers', createStore);

describe('tiers', () => {
  it('keep in the quick one what was found in the slow one, and tell which it was', async () => {
    await slow.put('v', variantOf('picture', 's'), signal);
    await slow.putRecord('r', recordOf('v', 's'), signal);
    const tierOf = async (): Promise<StoreTier | undefined> => (await store.get('v', signal))?.tier;
    expect(await tierOf()).toBe('disk');
    expect(await tierOf()).toBe('memory');
    await store.getRecord('r', signal);
    expect(await fast.getRecord('r', signal)).toEqual(recordOf('v', 's'));
  });

  it('do not wait for the slow one when something is put', async () => {
    const release = holdUp();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.putRecord('r', recordOf('v', 's'), signal);
    expect((await store.get('v', signal))?.tier).toBe('memory');
    release();
    await settle();
    await settle();
    expect(await getVariant(slow, 'v')).toEqual(variantOf('picture', 's'));
    expect(await slow.getRecord('r', signal)).toEqual(recordOf('v', 's'));
  });

  it('find what is too large for memory while it is still being written', async () => {
    const release = holdUp();
    const large = variantOf('x'.repeat(500_000), 's');
    await store.put('v', large, signal);
    const getting = getVariant(store, 'v');
    release();
    expect(await getting).toEqual(large);
  });

  it('write one thing in the order in which it was put', async () => {
    const release = holdUp();
    for (const text of ['first', 'second', 'third']) await store.put('v', variantOf(text, 's'), signal);
    release();
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(await getVariant(slow, 'v')).toEqual(variantOf('third', 's'));
  });

  it('answer from the others when one is broken, and say so', async () => {
    slow.broken = true;
    await store.put('v', variantOf('picture', 's'), signal);
    expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's'));
    expect(await store.get('w', signal)).toBeUndefined();
    expect(await store.getRecord('r', signal)).toBeUndefined();
    expect(await store.readEpochs(['s'], signal)).toEqual({});
    expect(new Set(events)).toEqual(new Set(['store.tier-failed']));
    await expect(store.dropBySource('s', signal)).rejects.toThrow('fell over'); // a purge is a promise
    expect(await fast.get('v', signal)).toBeUndefined();
  });

  it('do not bring back what is purged while it is being read', async () => {
    await slow.put('v', variantOf('picture', 's'), signal);
    await slow.putRecord('r', recordOf('v', 's'), signal);
    const release = holdUp();
    const reading = Promise.all([store.get('v', signal), store.getRecord('r', signal)]);
    const dropping = store.dropBySource('s', signal);
    const readingLate = store.get('v', signal); // memory has been emptied, the disk not yet
    release();
    await Promise.all([reading, dropping, readingLate]);
    expect(await store.get('v', signal)).toBeUndefined();
    expect(await store.getRecord('r', signal)).toBeUndefined();
  });

  it('do not let what is still being written survive a purge', async () => {
    const release = holdUp();
    await store.put('v', variantOf('picture', 's'), signal);
    await store.putRecord('r', recordOf('v', 's'), signal);
    const dropping = store.dropBySource('s', signal);
    await settle();
    release();
    await dropping;
    await settle();
    await settle();
    expect(await slow.get('v', signal)).toBeUndefined();
    expect(await slow.getRecord('r', signal)).toBeUndefined();
  });

  it('do not put something old over something new', async () => {
    await slow.putRecord('r', recordOf('old', 's'), signal);
    const release = holdUp();
    const reading = store.getRecord('r', signal);
    await settle();
    await store.putRecord('r', recordOf('new', 's'), signal);
    release();
    await reading;
    expect(await store.getRecord('r', signal)).toEqual(recordOf('new', 's'));
  });

  it('give up writing what does not fit in memory while a tier is too slow', async () => {
    const release = holdUp();
    const large = { ...variantOf('', 's'), bytes: new Uint8Array(30 * 1024 * 1024) };
    for (const key of ['a', 'b', 'c']) await store.put(key, large, signal);
    expect(events).toEqual(['store.tier-too-slow']);
    release();
  });

  it('count what the fullest of them holds, and each by itself', async () => {
    await store.put('v', variantOf('picture', 's'), signal);
    await settle();
    await settle();
    await slow.put('w', variantOf('picture', 's'), signal);
    const { variants, tiers } = store.stats();
    expect(variants).toBe(2);
    expect([tiers?.memory?.variants, tiers?.disk?.variants]).toEqual([1, 2]);
  });
});
