import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivered } from '../../src/service/delivered.ts';
import { createFileOrigin } from '../../src/origin/file.ts';
import { codeOf } from '../contracts/origin.ts';
import { createFolder } from '../origin/temporary-folder.ts';
import { type Bench, createBench, decode, hashing, parse, secret } from './fakes.ts';

const files = {
  'chart.png': 'png 30x20',
  'logo.svg': 'svg 10x10 script',
  'notes.txt': 'text',
  'sub/big.png': 'png 9x9',
};

const sign = (text: string): string => {
  const base64 = hashing.digest('sha1', text + secret);
  return `s--${base64.slice(0, 8).replaceAll('/', '_').replaceAll('+', '-')}--`;
};

describe('a delivery', () => {
  let bench: Bench;
  beforeEach(() => {
    bench = createBench(files);
  });

  const get = async (path: string, signal = new AbortController().signal): Promise<Delivered> =>
    bench.delivery.deliver(parse(path), signal);

  it('develops once and then touches neither origin nor engine', async () => {
    const first = await get('/w_10,c_scale/chart.png');
    const counts = { ...bench.origin.counts };
    const second = await get('/c_scale,w_10/chart.png');
    expect([first.tier, second.tier]).toEqual(['miss', 'memory']);
    expect(second.variant).toEqual(first.variant);
    expect(bench.origin.counts).toEqual(counts);
    expect(bench.engine.counts).toMatchObject({ opened: 1, closed: 1, renders: 1 });
    expect(first.variant).toMatchObject({
      contentType: 'image/png',
      width: 10,
      height: 7,
      etag: hashing.etag(first.variant.bytes),
      original: { width: 30, height: 20, bytes: 9, format: 'png' },
    });
    expect(first.variant.sources).toHaveLength(1);
    expect(first.lastModifiedMs).toBe(1_600_000_000_000);
  });

  it('serves a thousand who ask at once for one cold picture with one look, one read and one render', async () => {
    const all = await Promise.all(
      Array.from({ length: 1000 }, async () => get('/demo/image/upload/w_10/v17/chart.png')),
    );
    expect(new Set(all.map(({ variant }) => variant)).size).toBe(1);
    expect(bench.origin.counts).toEqual({ finds: 1, opens: 1, reads: 1 });
    expect(bench.engine.counts.renders).toBe(1);
  });

  it('does so with real files', async () => {
    const folder = await createFolder();
    try {
      await folder.write('chart.png', 'png 30x20');
      bench = createBench({}, { origin: createFileOrigin({ root: folder.root }) });
      const all = await Promise.all(Array.from({ length: 1000 }, async () => get('/w_10/chart.png')));
      expect(new Set(all.map(({ variant }) => variant)).size).toBe(1);
      expect(bench.engine.counts.renders).toBe(1);
    } finally {
      await folder.close();
    }
  });

  it('delivers the bytes of an original in its own format, named by what is in it', async () => {
    const { variant, tier } = await get('/chart.png');
    expect([decode(variant.bytes), variant.contentType, tier]).toEqual([
      'png 30x20',
      'image/png',
      'original',
    ]);
    expect(bench.engine.counts.renders).toBe(0);
    bench.origin.files.set('mislabelled.jpg', 'png 3x2');
    expect((await get('/mislabelled')).variant.contentType).toBe('image/png');
  });

  it('converts what is asked for with another extension', async () => {
    const { variant } = await get('/chart.webp');
    expect(variant).toMatchObject({ contentType: 'image/webp', original: { format: 'png' } });
  });

  it('never delivers a vector picture as it is', async () => {
    const { variant } = await get('/logo.svg');
    expect([decode(variant.bytes), variant.contentType]).toEqual(['svg 10x10', 'image/svg+xml']);
  });

  it('measures what planning needs', async () => {
    expect((await get('/e_trim/chart.png')).variant).toMatchObject({ width: 8, height: 8 });
  });

  it('delivers raw files whole, and only to be saved', async () => {
    const { variant, attachment } = await get('/demo/raw/upload/notes.txt');
    expect([decode(variant.bytes), variant.contentType, attachment]).toEqual([
      'text',
      'application/octet-stream',
      'notes.txt',
    ]);
    expect(await codeOf(get('/demo/raw/upload/chart'))).toBe('source.not-found');
  });

  it.each([
    ['/missing.png', 'source.not-found'],
    ['/notes', 'source.not-found'],
    ['/image/fetch/https://example.com/a.png', 'auth.host-not-allowed'],
    ['/image/facebook/someone.jpg', 'url.unsupported'],
    ['/image/public/chart.png', 'url.unsupported'],
    ['/video/upload/chart.mp4', 'url.unsupported'],
    ['/e_upscale/missing.png', 'url.unsupported'],
    ['/image/private/chart.png', 'auth.signature-required'],
    ['/image/private/f_png,fl_attachment/chart.png', 'auth.signature-required'],
    ['/image/authenticated/w_10/chart.png', 'auth.signature-required'],
    ['/image/upload/s--AAAAAAAA--/w_10/chart.png', 'auth.signature-mismatch'],
    ['/image/fetch/s--AAAAAAAA--/https://example.com/a.png', 'auth.signature-mismatch'],
  ])('answers %s with %s', async (path, code) => {
    expect(await codeOf(get(path))).toBe(code);
    expect(bench.engine.counts.opened).toBe(0);
  });

  it('names what is missing', async () => {
    await expect(get('/w_10/dir/nothing.png')).rejects.toThrow('Resource not found - dir/nothing');
  });

  it('gives private and authenticated pictures to those who sign, for nobody else to keep', async () => {
    for (const type of ['private', 'authenticated']) {
      const signed = await get(`/image/${type}/${sign('w_10/chart.png')}/w_10/chart.png`);
      expect(signed.caching).toMatchObject({ visibility: 'private', immutable: false });
    }
    const derived = await get('/image/private/w_11/chart.png'); // public, as Cloudinary has it
    expect(derived.caching.visibility).toBe('private');
  });

  it('is kept for an hour, and for a month by those to whom it cannot change', async () => {
    bench.origin.versions.set('sub/big.png', 17);
    const ages = await Promise.all(
      ['v16/', 'v17/', 'v18/', 'v1/', ''].map(
        async (version) => (await get(`/image/upload/${version}sub/big.png`)).caching,
      ),
    );
    const hour = {
      visibility: 'public',
      maxAgeSeconds: 3600,
      staleWhileRevalidateSeconds: 86_400,
      immutable: false,
    };
    expect(ages).toEqual([hour, { ...hour, maxAgeSeconds: 2_592_000, immutable: true }, hour, hour, hour]);
    expect((await get('/fl_immutable_cache/chart.png')).caching).toMatchObject({
      maxAgeSeconds: 2_592_000,
      immutable: true,
    });
  });

  it('is kept for as long as the owner says', async () => {
    bench = createBench(files, { caching: { maxAgeSeconds: 5, staleWhileRevalidateSeconds: 0 } });
    expect((await get('/chart.png')).caching).toMatchObject({
      maxAgeSeconds: 5,
      staleWhileRevalidateSeconds: 0,
    });
  });

  it.each([
    ['/fl_attachment/chart.png', 'chart.png'],
    ['/image/upload/fl_attachment/v1/sub/big.png', 'big.png'],
    ['/image/upload/fl_attachment/v1/sub/big.webp', 'big.webp'],
    ['/fl_attachment:Year%20book/chart.png', 'Year book.png'],
    ['/demo/images/fl_attachment/chart/nice-name.png', 'nice-name.png'],
    ['/chart.png', undefined],
  ])('of %s is saved as %s', async (path, expected) => {
    expect((await get(path)).attachment).toBe(expected);
  });

  it('looks again after a minute, and renders again only if the original changed', async () => {
    await get('/w_10/chart.png');
    bench.clock.now += 60_000;
    expect((await get('/w_10/chart.png')).tier).toBe('memory');
    expect(bench.origin.counts).toMatchObject({ opens: 2, reads: 1 });
    bench.origin.files.set('chart.png', 'png 60x20');
    bench.clock.now += 60_000;
    expect((await get('/w_10/chart.png')).variant.original.width).toBe(60);
  });

  it('looks again at once for a version that it has not heard of', async () => {
    await get('/image/upload/w_10/v16/chart.png');
    bench.origin.files.set('chart.png', 'png 60x20');
    expect((await get('/image/upload/w_10/v16/chart.png')).variant.original.width).toBe(30);
    expect((await get('/image/upload/w_10/v17/chart.png')).variant.original.width).toBe(60);
    const { opens } = bench.origin.counts;
    await get('/image/upload/w_10/v17/chart.png');
    expect(bench.origin.counts.opens).toBe(opens);
  });

  it('takes the file whose name fits better as soon as there is one', async () => {
    expect((await get('/w_10/chart.jpg')).variant.original.format).toBe('png');
    bench.origin.files.set('chart.jpg', 'jpg 5x5');
    bench.clock.now += 60_000;
    expect((await get('/w_10/chart.jpg')).variant.original.format).toBe('jpg');
  });

  it('serves what it has while the origin is down, for a short time', async () => {
    await get('/w_10/chart.png');
    bench.origin.down = true;
    bench.clock.now += 3_600_000;
    const stale = await get('/w_10/chart.png');
    expect([stale.tier, stale.caching.maxAgeSeconds]).toEqual(['stale', 60]);
    expect(bench.events).toContain('variant.served-stale');
    expect(await codeOf(get('/w_11/chart.png'))).toBe('origin.unreachable');
    bench.origin.down = false;
    expect((await get('/w_10/chart.png')).tier).toBe('memory');
  });

  it('serves what it has while too many ask the origin', async () => {
    await get('/w_10/chart.png');
    bench.origin.crowded = true;
    bench.clock.now += 3_600_000;
    expect((await get('/w_10/chart.png')).tier).toBe('stale');
    expect(await codeOf(get('/w_11/chart.png'))).toBe('overload.queue-full');
  });

  it('forgets what was deleted, even if the origin is down afterwards', async () => {
    await get('/w_10/chart.png');
    bench.origin.files.delete('chart.png');
    bench.clock.now += 60_000;
    expect(await codeOf(get('/w_10/chart.png'))).toBe('source.not-found');
    bench.origin.down = true;
    expect(await codeOf(get('/w_10/chart.png'))).toBe('origin.unreachable');
  });

  it('forgets what is purged, every variant of it', async () => {
    await get('/w_10/chart.png');
    await get('/w_11/chart.webp');
    await get('/w_10/logo.svg');
    expect(await bench.delivery.purge(parse('/chart.png'), new AbortController().signal)).toBe(2);
    expect((await get('/w_10/logo.svg')).tier).toBe('memory');
    expect((await get('/w_10/chart.png')).tier).toBe('miss');
  });

  it('gives the newest when the original changes between being opened and being read', async () => {
    const { open } = bench.origin;
    let changes = 1;
    const origin = {
      ...bench.origin,
      open: async (...given: Parameters<typeof open>) => {
        const opened = await open(...given);
        if (changes > 0) bench.origin.files.set('chart.png', `png ${70 + changes}x20`);
        changes -= 1;
        return opened;
      },
    };
    const moving = createBench(files, { origin });
    const { signal } = new AbortController();
    const { variant } = await moving.delivery.deliver(parse('/w_10/chart.png'), signal);
    expect(variant.original.width).toBe(71);
    changes = 100;
    expect(await codeOf(moving.delivery.deliver(parse('/w_11/chart.png'), signal))).toBe(
      'origin.unreachable',
    );
  });
});
