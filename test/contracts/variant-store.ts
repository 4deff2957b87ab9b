/** What every variant store has to hold to. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ResolutionRecord, Variant, VariantStore } from '../../src/ports.ts';

const { signal } = new AbortController();

export const variantOf = (text: string, ...sources: readonly string[]): Variant => ({
  bytes: new TextEncoder().encode(text),
  contentType: 'image/png',
  width: 3,
  height: 2,
  etag: `etag of ${text}`,
  createdAtMs: 1_700_000_000_000,
  original: { width: 30, height: 20, bytes: 1000, format: 'png' },
  sources,
});

export const recordOf = (variantKey: string, ...sources: readonly string[]): ResolutionRecord => ({
  variantKey,
  sources: sources.map((sourceHash) => ({
    key: `${sourceHash}.png`,
    etag: `etag of ${sourceHash}`,
    sourceHash,
  })),
  checkedAtMs: 1_700_000_000_000,
});

export const describeVariantStore = (
  name: string,
  create: () => Promise<VariantStore> | VariantStore,
): void => {
  describe(`${name} as a variant store`, () => {
    let store: VariantStore;
    beforeEach(async () => {
      store = await create();
    });

    it('is empty at first', async () => {
      expect(await store.get('v', signal)).toBeUndefined();
      expect(await store.getRecord('r', signal)).toBeUndefined();
      expect(store.stats()).toEqual({ variants: 0, bytes: 0 });
    });

    it('gives back what was put, whole', async () => {
      await store.put('v', variantOf('picture', 's'), signal);
      await store.putRecord('r', { ...recordOf('v', 's'), askedVersion: 7 }, signal);
      expect(await store.get('v', signal)).toEqual(variantOf('picture', 's'));
      expect(await store.getRecord('r', signal)).toEqual({ ...recordOf('v', 's'), askedVersion: 7 });
    });

    it('keeps an empty picture, and one of several sources', async () => {
      await store.put('v', variantOf('', 's', 't'), signal);
      expect(await store.get('v', signal)).toEqual(variantOf('', 's', 't'));
    });

    it('takes the last that was put', async () => {
      await store.put('v', variantOf('old', 's'), signal);
      await store.put('v', variantOf('new', 't'), signal);
      await store.putRecord('r', recordOf('old', 's'), signal);
      await store.putRecord('r', recordOf('new', 't'), signal);
      expect(await store.get('v', signal)).toEqual(variantOf('new', 't'));
      expect(await store.getRecord('r', signal)).toEqual(recordOf('new', 't'));
      expect(store.stats().variants).toBe(1);
    });

    it('keeps variants and records of one key apart', async () => {
      await store.putRecord('k', recordOf('v', 's'), signal);
      expect(await store.get('k', signal)).toBeUndefined();
      await store.put('k', variantOf('picture', 's'), signal);
      expect(await store.getRecord('k', signal)).toEqual(recordOf('v', 's'));
    });

    it('drops what was made from a source, records too, and nothing else', async () => {
      await store.put('only-s', variantOf('1', 's'), signal);
      await store.put('s-and-t', variantOf('2', 't', 's'), signal);
      await store.put('only-t', variantOf('3', 't'), signal);
      for (const key of ['only-s', 'only-t']) await store.putRecord(key, recordOf(key, key.slice(5)), signal);
      await store.putRecord('s-and-t', recordOf('s-and-t', 't', 's'), signal);

      expect(await store.dropBySource('s', signal)).toBe(2);

      for (const key of ['only-s', 's-and-t']) {
        expect(await store.get(key, signal)).toBeUndefined();
        expect(await store.getRecord(key, signal)).toBeUndefined();
      }
      expect(await store.get('only-t', signal)).toEqual(variantOf('3', 't'));
      expect(await store.getRecord('only-t', signal)).toEqual(recordOf('only-t', 't'));
      expect(await store.dropBySource('s', signal)).toBe(0);
    });

    it('goes by the sources of the last that was put', async () => {
      await store.put('v', variantOf('old', 's'), signal);
      await store.put('v', variantOf('new', 't'), signal);
      await store.putRecord('r', recordOf('v', 's'), signal);
      await store.putRecord('r', recordOf('v', 't'), signal);
      expect(await store.dropBySource('s', signal)).toBe(0);
      expect(await store.getRecord('r', signal)).toEqual(recordOf('v', 't'));
      expect(await store.dropBySource('t', signal)).toBe(1);
      expect(await store.getRecord('r', signal)).toBeUndefined();
    });

    it('can be filled again after a drop', async () => {
      await store.put('v', variantOf('old', 's'), signal);
      await store.dropBySource('s', signal);
      await store.put('v', variantOf('new', 's'), signal);
      expect(await store.get('v', signal)).toEqual(variantOf('new', 's'));
      expect(await store.dropBySource('s', signal)).toBe(1);
    });

    it('counts what it holds', async () => {
      await store.put('v', variantOf('x'.repeat(10_000), 's'), signal);
      expect(store.stats().variants).toBe(1);
      expect(store.stats().bytes).toBeGreaterThanOrEqual(10_000);
      await store.dropBySource('s', signal);
      expect(store.stats()).toEqual({ variants: 0, bytes: 0 });
    });
  });
};
