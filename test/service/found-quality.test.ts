/** What was found for one picture of an original does for the next one like it, and for no other. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { createFoundQuality } from '../../src/service/found-quality.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { planOf } from '../plan/plan-of.ts';
import { hashing } from './fakes.ts';

const { signal } = new AbortController();
const content = { sourceHash: 'source', key: 'photo.jpg', etag: 'one' };

describe('a quality that was found', () => {
  const facts = createMemoryFacts({ maxBytes: 100_000 });
  const found = createFoundQuality({ facts, hashing }, content, []);
  const settledOf = async (chain: string, of = found): Promise<unknown> =>
    (await of.recall(planOf(chain), signal)).encode.settled;

  it('is used again for the same treatment at about the same size', async () => {
    expect(await settledOf('c_scale,w_400/f_webp,q_auto')).toBeUndefined();
    const settled = { quality: 71, whole: true } as const;
    await found.keep(planOf('c_scale,w_400/f_webp,q_auto'), settled, signal);
    expect(await settledOf('c_scale,w_400/f_webp,q_auto')).toEqual(settled);
    expect(await settledOf('c_scale,w_405/f_webp,q_auto:good')).toEqual(settled);
  });

  it.each([
    'c_scale,w_200/f_webp,q_auto',
    'c_scale,w_400/f_jpg,q_auto',
    'c_scale,w_400/f_webp,q_auto:eco',
    'c_scale,w_400/e_sepia/f_webp,q_auto',
    'c_fill,w_400,h_267,g_west/c_crop,w_200,h_267/c_scale,w_400/f_webp,q_auto',
    'c_scale,w_400/f_webp,q_auto:444',
    'c_scale,w_400/f_webp,q_60',
  ])('is not used for %s', async (chain) => {
    expect(await settledOf(chain)).toBeUndefined();
  });

  it('is not used for another content, or with another layer', async () => {
    const changed = createFoundQuality({ facts, hashing }, { ...content, etag: 'two' }, []);
    const layered = createFoundQuality({ facts, hashing }, content, ['layer']);
    expect(await settledOf('c_scale,w_400/f_webp,q_auto', changed)).toBeUndefined();
    expect(await settledOf('c_scale,w_400/f_webp,q_auto', layered)).toBeUndefined();
  });

  it('is found again when what was kept makes no sense', async () => {
    const plan = planOf('c_scale,w_300/f_webp,q_auto');
    await found.keep(plan, { quality: 400 }, signal);
    expect((await found.recall(plan, signal)).encode.settled).toBeUndefined();
  });

  describe('in haste', () => {
    const open = (): ReturnType<typeof createFoundQuality> =>
      createFoundQuality({ facts: createMemoryFacts({ maxBytes: 100_000 }), hashing }, content, []);
    const [hasty, thorough] = [true, false].map((hurry) => (format: string) => {
      return planOf(`c_scale,w_400/f_${format},q_auto`, { hurry });
    }) as [(format: string) => Plan, (format: string) => Plan];

    it.each(['jpg', 'webp', 'avif'])(
      'does for the moment, and not for whoever takes his time: %s',
      async (format) => {
        const of = open();
        await of.keep(hasty(format), { quality: 71 }, signal);
        const again = await of.recall(hasty(format), signal);
        expect([again.encode.settled, again.provisional]).toEqual([{ quality: 71 }, true]);
        expect((await of.recall(thorough(format), signal)).encode.settled).toBeUndefined();
      },
    );

    it.each([
      ['jpg', undefined],
      ['webp', { quality: 68, whole: true }],
      ['avif', undefined], // which are written otherwise where nobody waits
    ])('takes over what was found with time, where that is written alike: %s', async (format, taken) => {
      const of = open();
      await of.keep(thorough(format), { quality: 68, whole: true }, signal);
      expect((await of.recall(hasty(format), signal)).encode.settled).toEqual(taken);
    });
  });
});
