/** What every store of facts has to hold to, and those besides that outlive their process. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContentIdentity, FactStore, Json } from '../../src/ports.ts';

const { signal } = new AbortController();

export const contentOf = (sourceHash: string, etag = 'etag'): ContentIdentity => ({
  sourceHash,
  key: `${sourceHash}.jpg`,
  etag,
});

const fact: Json = {
  faces: [{ x: 0.25, y: 0, score: 0.987_654_321 }],
  note: 'é "quoted" \n',
  empty: [],
  no: null,
};

export const describeFactStore = (name: string, create: () => FactStore | Promise<FactStore>): void => {
  describe(`${name} as a store of facts`, () => {
    let facts: FactStore;
    beforeEach(async () => {
      facts = await create();
    });

    it('knows nothing at first', async () => {
      expect(await facts.get(contentOf('s'), 'faces', signal)).toBeUndefined();
    });

    it('gives back what was put', async () => {
      await facts.put(contentOf('s'), 'faces', fact, signal);
      expect(await facts.get(contentOf('s'), 'faces', signal)).toEqual(fact);
    });

    it.each<Json>([null, false, 0, '', []])('tells %j from nothing', async (value) => {
      await facts.put(contentOf('s'), 'faces', value, signal);
      expect(await facts.get(contentOf('s'), 'faces', signal)).toEqual(value);
    });

    it('keeps its own copy', async () => {
      const changing = { faces: [1] };
      await facts.put(contentOf('s'), 'faces', changing, signal);
      changing.faces.push(2);
      const found = (await facts.get(contentOf('s'), 'faces', signal)) as { faces: number[] };
      found.faces.push(3);
      expect(await facts.get(contentOf('s'), 'faces', signal)).toEqual({ faces: [1] });
    });

    it('takes the last that was put', async () => {
      await facts.put(contentOf('s'), 'faces', 'old', signal);
      await facts.put(contentOf('s'), 'faces', 'new', signal);
      expect(await facts.get(contentOf('s'), 'faces', signal)).toBe('new');
    });

    it('takes one content, one source, one key and one name for no other', async () => {
      const content = contentOf('s', 'e');
      await facts.put(content, 'faces', fact, signal);
      const others: readonly (readonly [ContentIdentity, string])[] = [
        [content, 'saliency'],
        [content, 'faces '],
        [{ ...content, etag: 'f' }, 'faces'],
        [{ ...content, key: 's.png' }, 'faces'],
        [{ ...content, sourceHash: 't' }, 'faces'],
        [{ ...content, key: 's.jpge', etag: '' }, 'faces'],
      ];
      for (const [other, what] of others) expect(await facts.get(other, what, signal)).toBeUndefined();
    });

    it('drops all that it knows of a source, whatever its content was, and nothing else', async () => {
      await facts.put(contentOf('s', 'old'), 'faces', 1, signal);
      await facts.put(contentOf('s', 'new'), 'faces', 2, signal);
      await facts.put(contentOf('s', 'new'), 'saliency', 3, signal);
      await facts.put(contentOf('t'), 'faces', 4, signal);
      await facts.dropBySource('s', signal);
      expect(await facts.get(contentOf('s', 'old'), 'faces', signal)).toBeUndefined();
      expect(await facts.get(contentOf('s', 'new'), 'faces', signal)).toBeUndefined();
      expect(await facts.get(contentOf('s', 'new'), 'saliency', signal)).toBeUndefined();
      expect(await facts.get(contentOf('t'), 'faces', signal)).toBe(4);
    });

    it('can be filled again after a drop', async () => {
      await facts.put(contentOf('s'), 'faces', 'old', signal);
      await facts.dropBySource('s', signal);
      const since = await facts.readEpochs(['s'], signal);
      await facts.put(contentOf('s'), 'faces', 'new', signal, since);
      expect(await facts.get(contentOf('s'), 'faces', signal)).toBe('new');
    });
  });
};

export interface FactsUnderTest {
  /** Another process on the same place, or the same one after a restart; `close` first for the latter. */
  readonly open: () => FactStore;
  readonly close: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** For stores that several processes share, and that outlive them. */
export const describeSharedFacts = (name: string, create: () => Promise<FactsUnderTest>): void => {
  describe(`${name} as a store of facts that lasts and is shared`, () => {
    let place: FactsUnderTest;
    beforeEach(async () => {
      place = await create();
    });
    afterEach(async () => {
      await place.close();
      await place.remove();
    });

    it('still knows after a restart what it knew before', async () => {
      await place.open().put(contentOf('s'), 'faces', fact, signal);
      await place.close();
      expect(await place.open().get(contentOf('s'), 'faces', signal)).toEqual(fact);
    });

    it('remembers after a restart what was dropped', async () => {
      const facts = place.open();
      await facts.put(contentOf('s'), 'faces', fact, signal);
      await facts.dropBySource('s', signal);
      await place.close();
      expect(await place.open().get(contentOf('s'), 'faces', signal)).toBeUndefined();
    });

    it('keeps nothing that was begun before a drop in another process', async () => {
      const finder = place.open();
      const since = await finder.readEpochs(['s'], signal);
      await place.open().dropBySource('s', signal);
      await finder.put(contentOf('s'), 'faces', fact, signal, since);
      expect(await finder.get(contentOf('s'), 'faces', signal)).toBeUndefined();
      expect(await place.open().get(contentOf('s'), 'faces', signal)).toBeUndefined();
    });
  });
};
