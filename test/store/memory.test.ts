import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createSourceIndex } from '../../src/store/source-index.ts';
import { describeVariantStore, recordOf, variantOf } from '../contracts/variant-store.ts';

const { signal } = new AbortController();

describeVariantStore('memory', () => createMemoryStore({ maxBytes: 1_000_000 }));

describe('the memory store', () => {
  it('lets the least recently used go, and never holds more than it may', async () => {
    const store = createMemoryStore({ maxBytes: 100_000 });
    await store.put('first', variantOf('x'.repeat(10_000), 's'), signal);
    for (let i = 0; i < 20; i += 1) {
      await store.put(`v${i}`, variantOf('x'.repeat(10_000), 's'), signal);
      await store.get('first', signal);
      expect(store.stats().bytes).toBeLessThanOrEqual(100_000);
    }
    expect(await store.get('first', signal)).toBeDefined();
    expect(await store.get('v0', signal)).toBeUndefined();
    expect(await store.get('v19', signal)).toBeDefined();
  });

  it('counts what an entry costs besides its picture', async () => {
    const store = createMemoryStore({ maxBytes: 1_000_000 });
    for (let i = 0; i < 10_000; i += 1) await store.put(`v${i}`, variantOf('', 's'), signal);
    expect(store.stats().variants).toBeLessThan(1000);
  });

  it('does not give everything up for one large picture', async () => {
    const store = createMemoryStore({ maxBytes: 100_000 });
    await store.put('small', variantOf('x', 's'), signal);
    await store.put('large', variantOf('x'.repeat(50_000), 's'), signal);
    expect(await store.get('small', signal)).toBeDefined();
    expect(await store.get('large', signal)).toBeUndefined();
    expect(await store.dropBySource('s', signal)).toBe(1);
  });

  it('forgets the sources of what it let go', async () => {
    const store = createMemoryStore({ maxBytes: 20_000, maxRecords: 2 });
    await store.put('old', variantOf('x'.repeat(3000), 'old-source'), signal);
    for (let i = 0; i < 10; i += 1) await store.put(`v${i}`, variantOf('x'.repeat(3000), 's'), signal);
    expect(await store.dropBySource('old-source', signal)).toBe(0);
    expect(await store.dropBySource('s', signal)).toBe(4);
  });

  it('bounds its records too', async () => {
    const store = createMemoryStore({ maxBytes: 20_000, maxRecords: 2 });
    for (const key of ['a', 'b', 'c']) await store.putRecord(key, recordOf('v', 's'), signal);
    expect(await store.getRecord('a', signal)).toBeUndefined();
    expect(await store.getRecord('c', signal)).toBeDefined();
  });

  it('does not keep a pool of memory for a small window on it', async () => {
    const store = createMemoryStore({ maxBytes: 1_000_000 });
    const pool = new Uint8Array(500_000).fill(7);
    await store.put('v', { ...variantOf('', 's'), bytes: pool.subarray(10, 20) }, signal);
    const kept = await store.get('v', signal);
    expect(kept?.variant.bytes).toEqual(new Uint8Array(10).fill(7));
    expect(kept?.variant.bytes.buffer.byteLength).toBe(10);
  });
});

describe('the index by source', () => {
  it('holds nothing of what was removed', () => {
    const index = createSourceIndex();
    index.add('k', ['s', 't']);
    index.add('l', ['s']);
    index.remove('k', ['s', 't']);
    expect(index.keysOf('s')).toEqual(['l']);
    expect(index.keysOf('t')).toEqual([]);
    index.remove('unknown', ['nothing']);
  });
});
