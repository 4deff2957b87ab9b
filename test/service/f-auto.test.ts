/** What the client has a say in: formats by class, quick answers before slow ones, one level less for who saves data. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from '../../src/plan/negotiate.ts';
import type { Rendered } from '../../src/ports.ts';
import type { Delivered } from '../../src/service/delivered.ts';
import { type Bench, createBench, decode, encode, parse } from './fakes.ts';

const files = { 'photo.jpg': 'jpg 300x200', 'tiny.png': 'png 60x60' };
const modern: Client = { accept: 'image/avif,image/webp,image/apng,*/*;q=0.8' };

describe('f_auto', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = createBench(files);
  });

  const get = async (path: string, client: Client = {}): Promise<Delivered> =>
    bench.delivery.deliver(parse(path), new AbortController().signal, client);
  const formatOf = ({ variant }: Delivered): string => decode(variant.bytes).split(' ')[0] ?? '';
  const refined = async (renders: number): Promise<void> => {
    await vi.waitFor(() => expect(bench.engine.counts).toMatchObject({ renders, atOnce: 0 }));
  };
  /** Renders as before, but for what `change` makes of it. */
  const rendering = (change: (rendered: Rendered) => Rendered): Bench => {
    const { engine } = bench;
    const open: typeof engine.open = async (...args) => {
      const image = await engine.open(...args);
      return { ...image, render: async (plan, signal) => change(await image.render(plan, signal)) };
    };
    return createBench(files, { engine: { ...engine, open } });
  };

  const path = '/demo/image/upload/c_scale,w_200/f_auto/v17/photo.jpg';

  it('answers at once with a quick format, and with the slow one as soon as there is one', async () => {
    bench.origin.versions.set('photo.jpg', 17);
    const first = await get(path, modern);
    expect(formatOf(first)).toBe('webp');
    expect(first.variant.provisional).toBe(true);
    expect(first.vary).toEqual(['Accept']);
    expect(first.caching).toEqual({
      visibility: 'public',
      maxAgeSeconds: 60,
      staleWhileRevalidateSeconds: 0,
      immutable: false,
    });
    await refined(2);
    const second = await get(path, modern);
    expect(formatOf(second)).toBe('avif');
    expect(second.variant.provisional).toBeUndefined();
    expect(second.variant.etag).not.toBe(first.variant.etag);
    expect(second.caching).toMatchObject({ immutable: true, maxAgeSeconds: 30 * 86_400 });
    expect(bench.engine.counts.renders).toBe(2);
  });

  it('makes the slow one once, however many ask meanwhile', async () => {
    await get(path, modern);
    await Promise.all(Array.from({ length: 50 }, async () => get(path, modern)));
    await refined(2);
    expect(formatOf(await get(path, modern))).toBe('avif');
    expect(bench.engine.counts.renders).toBe(2);
  });

  it('goes on with the quick one where the slow one fails, and tries again a minute later', async () => {
    let broken = true;
    bench.engine.onRender = () => {
      if (bench.engine.counts.renders > 1 && broken) throw new Error('too slow');
    };
    await get(path, modern);
    await refined(2);
    await vi.waitFor(() => expect(bench.events).toContain('variant.not-refined'));
    expect(formatOf(await get(path, modern))).toBe('webp');
    expect(bench.engine.counts.renders).toBe(2);
    broken = false;
    bench.clock.now += 61_000;
    expect(formatOf(await get(path, modern))).toBe('webp');
    await refined(3);
    expect(formatOf(await get(path, modern))).toBe('avif');
  });

  it('keeps the quick one for good where the slow one turns out larger', async () => {
    const { engine } = bench;
    bench = rendering((rendered) => {
      const bytes = encode(`${decode(rendered.bytes)} and more`);
      return rendered.format === 'avif' ? { ...rendered, bytes } : rendered;
    });
    const first = await get(path, modern);
    await vi.waitFor(() => expect(engine.counts).toMatchObject({ renders: 2, closed: 2 }));
    await vi.waitFor(async () => expect((await get(path, modern)).variant.provisional).toBeUndefined());
    const second = await get(path, modern);
    expect([formatOf(second), second.variant.etag]).toEqual(['webp', first.variant.etag]);
    expect(second.variant.contentType).toBe('image/webp');
    expect(engine.counts.renders).toBe(2);
  });

  it('gives way to what was looked at, however large that is, and the next one like it is final at once', async () => {
    const { engine } = bench;
    bench = rendering((rendered) =>
      engine.counts.renders === 1
        ? { ...rendered, settled: { quality: 70 } }
        : { ...rendered, bytes: encode('webp and more bytes'), settled: { quality: 75, whole: true } },
    );
    const first = await get('/c_scale,w_200/f_webp,q_auto/photo.jpg');
    expect([first.variant.provisional, first.caching.maxAgeSeconds]).toEqual([true, 60]);
    await vi.waitFor(() => expect(engine.counts).toMatchObject({ renders: 2, closed: 2 }));
    await vi.waitFor(async () =>
      expect(decode((await get('/c_scale,w_200/f_webp,q_auto/photo.jpg')).variant.bytes)).toBe(
        'webp and more bytes',
      ),
    );
    const second = await get('/c_scale,w_201/f_webp,q_auto/photo.jpg');
    expect(second.variant).not.toHaveProperty('provisional');
    expect(second.variant).not.toHaveProperty('judged');
    expect(engine.counts.renders).toBe(3);
  });

  it('is final at once where a longer look would find nothing better', async () => {
    bench = rendering((rendered) => ({ ...rendered, settled: { lossless: true, whole: true } }));
    const { variant } = await get('/c_scale,w_200/f_webp,q_auto/photo.jpg');
    expect(variant).not.toHaveProperty('provisional');
  });

  it('shares a picture among clients of one class, and among no others', async () => {
    const webp = await get(path, { accept: 'image/webp,*/*' });
    const again = await get(path, { accept: 'text/html, image/webp;q=0.5' });
    const none = await get(path, { accept: '*/*' });
    const refusing = await get(path, { accept: 'image/webp;q=0, image/png' });
    expect([webp, again, none, refusing].map(formatOf)).toEqual(['webp', 'webp', 'jpg', 'jpg']);
    expect([again.tier, refusing.tier]).toEqual(['memory', 'memory']);
    expect(none.variant.provisional).toBeUndefined();
    expect(bench.engine.counts.renders).toBe(2);
  });

  it('makes no AVIF of what is small, and never of an explicit format', async () => {
    const small = await get('/f_auto/w_60/tiny.png', modern);
    expect([formatOf(small), small.variant.provisional]).toEqual(['webp', undefined]);
    const named = await get('/w_100/f_jpg/photo.jpg', modern);
    expect([formatOf(named), named.vary]).toEqual(['jpg', undefined]);
  });

  it('varies by nothing but what was negotiated, and tells the density that it found', async () => {
    const varyOf = async (chain: string): Promise<readonly string[]> =>
      (await get(`/${chain}/photo.jpg`, modern)).vary ?? [];
    expect(await varyOf('w_50')).toEqual([]);
    expect(await varyOf('w_50,q_auto')).toEqual(['Save-Data']);
    expect(await varyOf('w_50,q_auto,f_auto')).toEqual(['Accept', 'Save-Data']);
    const dense = await get('/c_scale,w_50/dpr_auto/photo.jpg', { dpr: 1.5 });
    expect([dense.variant.width, dense.dpr, dense.vary]).toEqual([100, 2, ['Sec-CH-DPR', 'DPR']]);
  });
});
