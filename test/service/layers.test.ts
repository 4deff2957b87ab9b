/** Layers on their way through a delivery: found, read, allowed, remembered and forgotten. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivered } from '../../src/service/delivered.ts';
import { codeOf } from '../contracts/origin.ts';
import { type Bench, createBench, hashing, limits, parse, secret } from './fakes.ts';

const files = {
  'photo.jpg': 'jpg 300x200',
  'logo.png': 'png 30x20',
  'other.png': 'png 40x30',
  'film.cube': 'a table',
  'brand.ttf': 'a font',
};

const sign = (text: string): string => {
  const base64 = hashing.digest('sha1', text + secret);
  return `s--${base64.slice(0, 8).replaceAll('/', '_').replaceAll('+', '-')}--`;
};

const minuteMs = 60_001;

describe('a picture with layers', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = createBench(files);
  });

  const get = async (path: string): Promise<Delivered> =>
    bench.delivery.deliver(parse(path), new AbortController().signal);

  const chain = '/l_logo/c_scale,w_15/fl_layer_apply,g_south/photo.jpg';

  it('is made of all of them, each looked at and read once', async () => {
    const { variant } = await get(chain);
    expect(variant.sources).toHaveLength(2);
    expect(bench.origin.counts).toEqual({ finds: 2, opens: 2, reads: 2 });
    expect(bench.engine.layerKinds).toEqual([['image']]);
    expect((await get(chain)).tier).toBe('memory');
    expect(bench.origin.counts.finds).toBe(2);
  });

  it('is made anew when a layer has changed, and not when nothing has', async () => {
    const first = await get(chain);
    bench.clock.now += minuteMs;
    expect((await get(chain)).tier).toBe('memory');
    bench.origin.files.set('logo.png', 'png 31x21');
    bench.clock.now += minuteMs;
    const again = await get(chain);
    expect(again.tier).toBe('miss');
    expect(bench.engine.counts.renders).toBe(2);
    expect(again.variant.sources).toEqual(first.variant.sources);
  });

  it('is forgotten when a layer is purged', async () => {
    await get(chain);
    const { cloud, resourceType, type } = parse('/photo.jpg');
    const ref = { cloud, resourceType, type, publicId: 'logo' };
    expect(await bench.delivery.purge(ref, new AbortController().signal)).toBe(1);
    expect((await get(chain)).tier).toBe('miss');
  });

  it('is refused when a layer is not there, and made when one comes', async () => {
    const missing = '/l_new/fl_layer_apply/photo.jpg';
    await expect(get(missing)).rejects.toThrow('Unknown or invalid referenced image new of type upload');
    bench.origin.files.set('new.png', 'png 5x5');
    expect((await get(missing)).tier).toBe('miss');
  });

  it('is refused when a layer that it had has gone', async () => {
    await get(chain);
    bench.origin.files.delete('logo.png');
    bench.clock.now += minuteMs;
    expect(await codeOf(get(chain))).toBe('layer.not-found');
  });

  it('does without a layer of a branch that is not taken', async () => {
    const branch = '/if_w_gt_1000/l_nowhere/fl_layer_apply/if_end/e_sepia/photo.jpg';
    expect((await get(branch)).variant.sources).toHaveLength(1);
    bench.clock.now += minuteMs;
    expect((await get(branch)).tier).toBe('memory');
    expect(bench.engine.counts.renders).toBe(1);
  });

  it('may have the same original above and below', async () => {
    const { variant } = await get('/l_photo/c_scale,w_15/fl_layer_apply/photo.jpg');
    expect(variant.sources).toHaveLength(2);
    bench.clock.now += minuteMs;
    expect((await get('/l_photo/c_scale,w_15/fl_layer_apply/photo.jpg')).tier).toBe('memory');
  });

  it('may have a table of colours, which is no picture', async () => {
    await get('/l_lut:film.cube/fl_layer_apply/photo.jpg');
    expect(bench.engine.layerKinds).toEqual([['file']]);
  });

  it('may be set in a font of your own, which is found by its whole name and needs no signature', async () => {
    await get('/l_text:brand.ttf_20:Hi/fl_layer_apply/photo.jpg');
    expect(bench.engine.layerKinds.at(-1)).toEqual(['file']);
  });

  it('shows what is not for everybody only where the URL is signed', async () => {
    for (const type of ['private', 'authenticated']) {
      const text = `l_${type}:logo/fl_layer_apply/photo.jpg`;
      expect(await codeOf(get(`/image/upload/${text}`))).toBe('auth.signature-required');
      expect((await get(`/image/upload/${sign(text)}/${text}`)).tier).toBe('miss');
    }
  });

  it('fetches layers only from where pictures may be fetched', async () => {
    const address = 'aHR0cHM6Ly9leGFtcGxlLmNvbS9hLnBuZw'; // https://example.com/a.png
    expect(await codeOf(get(`/l_fetch:${address}/photo.jpg`))).toBe('auth.host-not-allowed');
    expect(bench.origin.counts.finds).toBe(0);
  });

  it('has as many layers as are allowed', async () => {
    const many = Array.from({ length: limits.maxLayers + 1 }, () => 'l_logo').join('/');
    expect(await codeOf(get(`/${many}/photo.jpg`))).toBe('url.too-many-layers');
    expect(bench.origin.counts.finds).toBe(0);
  });

  it('explains them', async () => {
    const explained = await bench.delivery.explain(parse(chain), new AbortController().signal);
    expect(explained).toMatchObject({
      layers: [{ key: 'logo.png', publicId: 'logo' }],
      facts: { layers: [{ kind: 'image' }] },
      plan: { plan: { operations: [{ op: 'composite' }] } },
    });
  });
});

describe('a default image', () => {
  const stands = '/c_scale,w_10/d_other.png';

  it('takes the place of an original that is missing, and says so', async () => {
    const bench = createBench(files);
    const get = async (path: string): Promise<Delivered> =>
      bench.delivery.deliver(parse(path), new AbortController().signal);
    const delivered = await get(`${stands}/nobody.jpg`);
    expect(delivered).toMatchObject({
      standsInFor: 'Resource not found - nobody',
      caching: { visibility: 'private', maxAgeSeconds: 60, immutable: false },
      variant: { contentType: 'image/jpeg', width: 10, original: { format: 'png' } },
    });
    expect(delivered.basis).toBeUndefined();
    expect((await get(`${stands}/someone.jpg`)).tier).toBe('memory');
    expect((await get(`${stands}/someone.png`)).variant.contentType).toBe('image/png');
    expect((await get(`${stands}/photo.jpg`)).standsInFor).toBeUndefined();
    bench.origin.files.set('nobody.jpg', 'jpg 50x50');
    expect((await get(`${stands}/nobody.jpg`)).variant.original.width).toBe(50);
  });

  it('may be missing itself, and is no excuse for a missing layer', async () => {
    const bench = createBench(files);
    const codeFor = async (path: string): Promise<string> =>
      codeOf(bench.delivery.deliver(parse(path), new AbortController().signal));
    expect(await codeFor('/d_nothing.png/nobody.jpg')).toBe('source.not-found');
    expect(await codeFor('/d_other.png/l_nothing/photo.jpg')).toBe('layer.not-found');
    expect(await codeFor('/d_text:Arial_20:a/photo.jpg')).toBe('url.unsupported');
  });
});
