/** What every variant store has to hold to, and those besides that outlive their process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

export const getVariant = async (store: VariantStore, key: string): Promise<Variant | undefined> =>
  (await store.get(key, signal))?.variant;

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
      expect(store.stats()).toMatchObject({ variants: 0, bytes: 0 });
    });

    it('gives back what was put, whole', async () => {
      await store.put('v', variantOf('picture', 's'), signal);
      await store.putRecord('r', { ...recordOf('v', 's'), askedVersion: 7 }, signal);
      expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's'));
      expect(await store.getRecord('r', signal)).toEqual({ ...recordOf('v', 's'), askedVersion: 7 });
    });

    it('keeps an empty picture, and one of several sources', async () => {
      await store.put('v', variantOf('', 's', 't'), signal);
      expect(await getVariant(store, 'v')).toEqual(variantOf('', 's', 't'));
    });

    it('keeps every byte of a picture', async () => {
      const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7 + (index >> 8)) & 255);
      await store.put('v', { ...variantOf('', 's'), bytes }, signal);
      expect((await getVariant(store, 'v'))?.bytes).toEqual(bytes);
    });

    it('takes the last that was put', async () => {
      await store.put('v', variantOf('old', 's'), signal);
      await store.put('v', variantOf('new', 't'), signal);
      await store.putRecord('r', recordOf('old', 's'), signal);
      await store.putRecord('r', recordOf('new', 't'), signal);
      expect(await getVariant(store, 'v')).toEqual(variantOf('new', 't'));
      expect(await store.getRecord('r', signal)).toEqual(recordOf('new', 't'));
      expect(store.stats().variants).toBe(1);
    });

    it('takes the last of what was put at the same time', async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `picture ${index}`);
      await Promise.all([
        ...texts.map((text) => store.put('v', variantOf(text, 's'), signal)),
        ...texts.map((text) => store.putRecord('r', recordOf(text, 's'), signal)),
      ]);
      expect(await getVariant(store, 'v')).toEqual(variantOf('picture 19', 's'));
      expect(await store.getRecord('r', signal)).toEqual(recordOf('picture 19', 's'));
      expect(store.stats().variants).toBe(1);
    });

    it('keeps variants and records of one key apart', async () => {
      await store.putRecord('k', recordOf('v', 's'), signal);
      expect(await store.get('k', signal)).toBeUndefined();
      await store.put('k', variantOf('picture', 's'), signal);
      expect(await store.getRecord('k', signal)).toEqual(recordOf('v', 's'));
    });

    it('takes any key, and takes none for another', async () => {
      const keys = ['../../../etc/passwd', 'a/b', 'A', 'a', '', '.', 'ä', 'k'.repeat(1000), '\0'];
      for (const key of keys) await store.put(key, variantOf(key, 's'), signal);
      for (const key of keys) expect(await getVariant(store, key)).toEqual(variantOf(key, 's'));
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
      expect(await getVariant(store, 'only-t')).toEqual(variantOf('3', 't'));
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
      const since = await store.readEpochs(['s'], signal);
      await store.put('v', variantOf('new', 's'), signal, since);
      await store.putRecord('r', recordOf('v', 's'), signal, since);
      expect(await getVariant(store, 'v')).toEqual(variantOf('new', 's'));
      expect(await store.getRecord('r', signal)).toEqual(recordOf('v', 's'));
      expect(await store.dropBySource('s', signal)).toBe(1);
    });

    it('drops what is still being put', async () => {
      const putting = Promise.all([
        store.put('v', variantOf('picture', 's'), signal),
        store.putRecord('r', recordOf('v', 's'), signal),
      ]);
      await store.dropBySource('s', signal);
      await putting;
      expect(await store.get('v', signal)).toBeUndefined();
      expect(await store.getRecord('r', signal)).toBeUndefined();
    });

    it('counts what it holds', async () => {
      await store.put('v', variantOf('x'.repeat(10_000), 's'), signal);
      expect(store.stats().variants).toBe(1);
      expect(store.stats().bytes).toBeGreaterThanOrEqual(10_000);
      await store.dropBySource('s', signal);
      expect(store.stats()).toMatchObject({ variants: 0, bytes: 0 });
    });
  });
};

export interface StoreUnderTest {
  /** Another process on the same place, or the same one after a restart; `close` first for the latter. */
  readonly open: () => Promise<VariantStore>;
  /** All that was put has arrived; nothing of what is open is used any more. */
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** For stores that several processes share, and that outlive them. */
export const describeSharedStore = (name: string, create: () => Promise<StoreUnderTest>): void => {
  describe(`${name} as a store that lasts and is shared`, () => {
    let place: StoreUnderTest;
    beforeEach(async () => {
      place = await create();
    });
    afterEach(async () => {
      await place.close();
      await place.remove();
    });

    const fill = async (store: VariantStore): Promise<void> => {
      await store.put('v', variantOf('picture', 's', 't'), signal);
      await store.putRecord('r', { ...recordOf('v', 's', 't'), askedVersion: 7 }, signal);
    };

    it('still has after a restart what it had before', async () => {
      await fill(await place.open());
      await place.close();
      const store = await place.open();
      expect(await getVariant(store, 'v')).toEqual(variantOf('picture', 's', 't'));
      expect(await store.getRecord('r', signal)).toEqual({ ...recordOf('v', 's', 't'), askedVersion: 7 });
    });

    it('still drops by source after a restart', async () => {
      await fill(await place.open());
      await place.close();
      const store = await place.open();
      expect(await store.dropBySource('t', signal)).toBe(1);
      expect(await store.get('v', signal)).toBeUndefined();
      expect(await store.getRecord('r', signal)).toBeUndefined();
    });

    it('remembers after a restart what was purged', async () => {
      const store = await place.open();
      await fill(store);
      await store.dropBySource('s', signal);
      await place.close();
      const next = await place.open();
      expect(await next.get('v', signal)).toBeUndefined();
      expect(await next.getRecord('r', signal)).toBeUndefined();
    });

    it('keeps nothing that was begun before a purge in another process', async () => {
      const renderer = await place.open();
      const since = await renderer.readEpochs(['s', 't'], signal);
      await (await place.open()).dropBySource('t', signal);
      await renderer.put('v', variantOf('picture', 's', 't'), signal, since);
      await renderer.putRecord('r', recordOf('v', 's', 't'), signal, since);
      await place.close();
      const next = await place.open();
      expect(await next.get('v', signal)).toBeUndefined();
      expect(await next.getRecord('r', signal)).toBeUndefined();
    });

    it('keeps what was begun after it', async () => {
      const renderer = await place.open();
      await (await place.open()).dropBySource('t', signal);
      const since = await renderer.readEpochs(['s', 't'], signal);
      await renderer.put('v', variantOf('picture', 's', 't'), signal, since);
      await renderer.putRecord('r', recordOf('v', 's', 't'), signal, since);
      await place.close();
      const next = await place.open();
      expect(await getVariant(next, 'v')).toEqual(variantOf('picture', 's', 't'));
      expect(await next.getRecord('r', signal)).toEqual(recordOf('v', 's', 't'));
    });
  });
};
