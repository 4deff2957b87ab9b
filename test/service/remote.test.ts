/** What remote origins bring along: addresses as originals, answers that must be closed, and answers that are provisional. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fail } from '../../src/errors.ts';
import type { Origin, Source } from '../../src/ports.ts';
import type { Delivered } from '../../src/service/delivered.ts';
import { codeOf } from '../contracts/origin.ts';
import {
  type Bench,
  createBench,
  createFakeOrigin,
  decode,
  encode,
  type FakeOrigin,
  parse as parsePath,
} from './fakes.ts';

const { signal } = new AbortController();
const address = 'https://images.example/a.png?size=1';
const fetchPath = `/image/fetch/w_10/${encodeURIComponent(address)}`;

const get = async (bench: Bench, path: string): Promise<Delivered> =>
  bench.delivery.deliver(parsePath(path), signal);

describe('an address as an original', () => {
  let remote: FakeOrigin;
  let bench: Bench;
  beforeEach(() => {
    remote = createFakeOrigin({ [address]: 'png 30x20' });
    bench = createBench(
      { 'chart.png': 'png 30x20' },
      {
        remote,
        access: { secretsOf: () => [], mayFetch: (text) => new URL(text).hostname === 'images.example' },
      },
    );
  });

  it('is fetched from there, developed and remembered', async () => {
    const first = await get(bench, fetchPath);
    expect(decode(first.variant.bytes)).toBe('png of png 30x20 by resize');
    expect((await get(bench, fetchPath)).tier).toBe('memory');
    expect([remote.counts.reads, bench.origin.counts.finds]).toEqual([1, 0]);
  });

  it('is served while its host is down', async () => {
    await get(bench, fetchPath);
    bench.clock.now += 120_000;
    remote.down = true;
    expect((await get(bench, fetchPath)).tier).toBe('stale');
  });

  it.each([
    ['/image/fetch/w_10/https://other.example/a.png', 'auth.host-not-allowed'],
    ['/image/fetch/https://images.example/missing.png', 'source.not-found'],
    ['/raw/fetch/https://images.example/a.png', 'url.unsupported'],
    ['/video/fetch/https://images.example/a.png', 'url.unsupported'],
  ])('%s gives %s', async (path, code) => {
    expect(await codeOf(get(bench, path))).toBe(code);
  });
});

describe('an answer that has begun to arrive', () => {
  /** Sources that can be located in one step, and count how often they are let go of. */
  const createStream = (source: Partial<Source> & { readonly text: string }) => {
    const counts = { located: 0, closed: 0, forgotten: 0 };
    const versions: (number | undefined)[] = [];
    const { text, ...rest } = source;
    const origin: Origin = {
      find: async () => 'key',
      open: async () => undefined,
      locate: async (_name, { version }) => {
        counts.located += 1;
        versions.push(version);
        return {
          key: 'key',
          etag: text,
          size: text.length,
          bytes: async () => encode(text),
          close: () => {
            counts.closed += 1;
          },
          ...rest,
        };
      },
      forget: async () => {
        counts.forgotten += 1;
      },
      check: async () => {},
    };
    return { origin, counts, versions };
  };

  it('is let go of when it was read, cannot be read, or need not be', async () => {
    const { origin, counts } = createStream({ text: 'png 30x20' });
    const bench = createBench({}, { origin });
    await get(bench, '/w_10/chart.png');
    expect(counts).toMatchObject({ located: 1, closed: 1 });
    bench.clock.now += 120_000;
    await get(bench, '/w_10/chart.png'); // the variant is there already
    expect(counts).toMatchObject({ located: 2, closed: 2 });
    await bench.delivery.explain(parsePath('/w_10/chart.png'), signal);
    expect(counts).toMatchObject({ located: 3, closed: 3 });
    const large = createStream({ text: 'png 30x20', size: 1_000_000 });
    expect(await codeOf(get(createBench({}, { origin: large.origin }), '/w_10/chart.png'))).toBe(
      'source.too-many-bytes',
    );
    expect(large.counts.closed).toBe(1);
  });

  it('is asked for with the version that the URL names', async () => {
    const { origin, versions } = createStream({ text: 'png 30x20' });
    await get(createBench({}, { origin }), '/w_10/v17/chart.png');
    expect(versions).toEqual([17]);
  });

  it('counts from when the origin said it', async () => {
    const bench = createBench({});
    const { origin, counts } = createStream({ text: 'png 30x20', checkedAtMs: bench.clock.now - 50_000 });
    const late = createBench({}, { origin });
    await get(late, '/w_10/chart.png');
    late.clock.now += 11_000;
    await get(late, '/w_10/chart.png');
    expect(counts.located).toBe(2);
  });

  it('that is provisional is shown for a minute, and asked for again', async () => {
    const { origin, counts } = createStream({ text: 'png 30x20', provisional: true });
    const bench = createBench({}, { origin });
    const first = await get(bench, '/w_10/chart.png');
    expect([first.tier, first.caching]).toEqual([
      'stale',
      { visibility: 'public', maxAgeSeconds: 60, staleWhileRevalidateSeconds: 0, immutable: false },
    ]);
    expect((await get(bench, '/w_10/chart.png')).tier).toBe('stale');
    expect([counts.located, bench.engine.counts.renders]).toEqual([2, 1]);
  });

  it('from elsewhere does not replace what was there before its origin went down', async () => {
    let provisional = false;
    const origin: Origin = {
      find: async () => undefined,
      open: async () => undefined,
      locate: async () => {
        const text = provisional ? 'png 1x1' : 'png 30x20';
        return {
          key: provisional ? '1:a' : '0:a',
          etag: text,
          size: text.length,
          bytes: async () => encode(text),
          ...(provisional && { provisional }),
        };
      },
      check: async () => {
        throw fail('origin.unreachable');
      },
    };
    const bench = createBench({}, { origin });
    const before = await get(bench, '/w_10/chart.png');
    provisional = true;
    bench.clock.now += 120_000;
    const after = await get(bench, '/w_10/chart.png');
    expect([after.tier, decode(after.variant.bytes)]).toEqual(['stale', decode(before.variant.bytes)]);
  });

  it('is forgotten by a purge, before what was made of it is', async () => {
    const { origin, counts } = createStream({ text: 'png 30x20' });
    const bench = createBench({}, { origin });
    await get(bench, '/w_10/chart.png');
    const url = parsePath('/w_10/chart.png');
    expect(await bench.delivery.purge(url, signal)).toBe(1);
    expect(counts.forgotten).toBe(1);
  });
});
