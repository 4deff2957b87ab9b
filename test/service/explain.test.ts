import { describe, expect, it } from 'vitest';
import { createBench, parse } from './fakes.ts';

const files = { 'chart.png': 'png 30x20', 'logo.svg': 'svg 10x10 script', 'notes.txt': 'text' };
const { signal } = new AbortController();

describe('an explanation', () => {
  it('has every stage of a delivery, and is JSON', async () => {
    const { delivery } = createBench(files);
    const explained = await delivery.explain(parse('/w_10,c_scale,e_sepia/chart.png'), signal);
    expect(JSON.parse(JSON.stringify(explained))).toMatchObject({
      url: { cloud: 'demo', publicId: 'chart', format: 'png' },
      transformation: [{ params: [{ id: 'w' }, { id: 'c_scale' }, { id: 'e_sepia' }] }],
      canonical: 'c_scale,e_sepia,w_10',
      unsupported: [],
      access: 'granted',
      cache: { judgement: 'absent', stored: false },
      source: { key: 'chart.png', bytes: 9 },
      facts: { format: 'png', storedWidth: 30, storedHeight: 20 },
      plan: {
        kind: 'render',
        plan: { canvases: [{ width: 30, height: 20 }, { width: 10, height: 7 }, {}, {}] },
      },
      passes: [['resize', 'recomb', 'linear']],
      result: { contentType: 'image/png', width: 10, height: 7 },
    });
  });

  it('says what is cached, under the very keys of the delivery', async () => {
    const { delivery } = createBench(files);
    const url = parse('/w_10/chart.png');
    await delivery.deliver(url, signal);
    const explained = (await delivery.explain(url, signal)) as {
      readonly variantKey: string;
      readonly cache: { readonly record: { readonly variantKey: string } };
    };
    expect(explained).toMatchObject({ cache: { judgement: 'fresh', stored: true } });
    expect(explained.variantKey).toBe(explained.cache.record.variantKey);
  });

  it('puts nothing in the store', async () => {
    const { delivery } = createBench(files);
    await delivery.explain(parse('/w_10/chart.png'), signal);
    expect((await delivery.deliver(parse('/w_10/chart.png'), signal)).tier).toBe('miss');
  });

  it.each([
    ['/w_10/missing.png', { source: 'missing' }],
    ['/chart.png', { plan: { kind: 'original' } }],
    [
      '/e_upscale/chart.png',
      { unsupported: [{ code: 'url.unsupported' }], error: { code: 'url.unsupported' } },
    ],
    ['/w_10,h_100000/chart.png', { facts: { format: 'png' }, error: { code: 'output.too-large' } }],
    ['/image/private/chart.png', { access: { code: 'auth.signature-required' }, plan: { kind: 'original' } }],
    ['/raw/upload/notes.txt', { source: { key: 'notes.txt' } }],
  ])('of %s goes as far as one gets', async (path, expected) => {
    const { delivery, engine } = createBench(files);
    expect(await delivery.explain(parse(path), signal)).toMatchObject(expected);
    expect(engine.counts.closed).toBe(engine.counts.opened);
  });

  it('of an origin that is down says so', async () => {
    const { delivery, origin } = createBench(files);
    origin.down = true;
    expect(await delivery.explain(parse('/chart.png'), signal)).toMatchObject({
      error: { code: 'origin.unreachable' },
    });
  });
});
