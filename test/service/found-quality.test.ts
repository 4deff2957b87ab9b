/** What was found for one picture of an original does for the next one like it, and for no other. */
import { describe, expect, it } from 'vitest';
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
    await found.keep(planOf('c_scale,w_400/f_webp,q_auto'), { quality: 71 }, signal);
    expect(await settledOf('c_scale,w_400/f_webp,q_auto')).toEqual({ quality: 71 });
    expect(await settledOf('c_scale,w_405/f_webp,q_auto:good')).toEqual({ quality: 71 });
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
});
