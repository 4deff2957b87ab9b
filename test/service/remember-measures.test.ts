/** What an original is like is measured once. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Measured } from '../../src/ops/facts.ts';
import type { PixelMeasure } from '../../src/plan/plan.ts';
import type { FactStore, OpenImage } from '../../src/ports.ts';
import { createRememberMeasures } from '../../src/service/remember-measures.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';

const { signal } = new AbortController();
const decode = { autoOrient: true, page: 0 } as const;
const saliency: PixelMeasure = { kind: 'saliency', index: 0, decode };
const content = { sourceHash: 'a', key: 'cat.jpg', etag: '1' };

const answers: Readonly<Record<PixelMeasure['kind'], Measured>> = {
  saliency: { kind: 'saliency', width: 2, height: 1, levels: '0o' },
  illustration: { kind: 'illustration', likelihood: 0.25 },
  essence: {
    kind: 'essence',
    colors: [['#102030', 100]],
    phash: '0123456789abcdef',
    blurhash: 'LKO2:N%2Tw=w',
    thumbhash: '3OcRJYB4d3h/iIeHeEh3eIhw+j2w',
  },
  content: { kind: 'content', box: { left: 0, top: 0, width: 1, height: 1 } },
  page: { kind: 'page', width: 1, height: 1, alpha: false },
  text: { kind: 'text', width: 1, height: 1 },
  weights: {
    kind: 'weights',
    weights: [
      [50, 900],
      [100, 2100],
    ],
  },
};

const broken = async (): Promise<never> => Promise.reject(new Error('the disk is gone'));

describe('what is measured of an original', () => {
  let asked: PixelMeasure[] = [];
  let events: string[] = [];
  const image = {
    facts: {
      format: 'jpg',
      storedWidth: 2,
      storedHeight: 1,
      orientation: 1,
      pages: 1,
      alpha: false,
      bytes: 1,
    },
    measure: async (measure: PixelMeasure) => {
      asked.push(measure);
      return Promise.resolve(answers[measure.kind]);
    },
  } as const;

  const measureWith =
    (facts: FactStore, contents: readonly (typeof content | undefined)[] = [content]) =>
    async (measure: PixelMeasure): Promise<Measured> => {
      const log = {
        event: (_level: string, name: string): void => {
          events.push(name);
        },
      };
      const opened = image as unknown as OpenImage;
      return createRememberMeasures({ facts, log })(opened, contents).measure(measure, signal);
    };

  beforeEach(() => {
    asked = [];
    events = [];
  });

  it.each<PixelMeasure>([
    saliency,
    { kind: 'essence', decode },
    { kind: 'illustration', decode },
    { kind: 'weights', widths: [50, 100] },
  ])('is kept: $kind', async (measure) => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    const first = await measureWith(facts)(measure);
    expect(await measureWith(facts)(measure)).toEqual(first);
    expect(asked).toHaveLength(1);
  });

  it('is another thing for another content, page or orientation', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    await measureWith(facts)(saliency);
    await measureWith(facts, [{ ...content, etag: '2' }])(saliency);
    await measureWith(facts)({ ...saliency, decode: { autoOrient: true, page: 1 } });
    await measureWith(facts)({ ...saliency, decode: { autoOrient: false, page: 0 } });
    expect(asked).toHaveLength(4);
  });

  it('belongs to the layer that it was measured of', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    const logo = { sourceHash: 'b', key: 'logo.png', etag: '1' };
    await measureWith(facts, [content, logo])({ ...saliency, index: 1 });
    await measureWith(facts, [logo])(saliency);
    expect(asked).toHaveLength(1);
  });

  it('goes with the original', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    await measureWith(facts)(saliency);
    await facts.dropBySource('a', signal);
    await measureWith(facts)(saliency);
    expect(asked).toHaveLength(2);
  });

  it('is measured again where what was kept is not to be read', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    const odd: FactStore = {
      ...facts,
      get: async () => Promise.resolve({ width: 2, height: 1, levels: 'zz' }),
    };
    expect(await measureWith(odd)(saliency)).toEqual(answers.saliency);
    expect(asked).toHaveLength(1);
  });

  it('is there all the same when the store fails', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    expect(await measureWith({ ...facts, get: broken, put: broken })(saliency)).toEqual(answers.saliency);
    expect(await measureWith({ ...facts, readEpochs: broken })(saliency)).toEqual(answers.saliency);
    expect(events).toEqual(['fact.not-read', 'fact.not-stored']);
  });

  it('is not kept where it depends on the chain', async () => {
    const facts = createMemoryFacts({ maxBytes: 10_000 });
    const content2: PixelMeasure = {
      kind: 'content',
      picture: { source: { kind: 'original', index: 0, decode }, operations: [] },
      threshold: 1,
    };
    await measureWith(facts)(content2);
    await measureWith(facts)(content2);
    expect(asked).toHaveLength(2);
  });
});
