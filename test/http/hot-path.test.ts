import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createHotPath } from '../../src/http/hot-path.ts';
import { createHttpServer } from '../../src/http/node-listener.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createBench, hashing, parse, secret } from '../service/fakes.ts';
import { ask, type Asking, close, listen } from './exchange.ts';
import { createFakeApp } from './fake-app.ts';
import { converse } from './raw.ts';

const { signal } = new AbortController();

const sign = (text: string): string =>
  `s--${hashing
    .digest('sha1', text + secret)
    .slice(0, 8)
    .replaceAll('/', '_')
    .replaceAll('+', '-')}--`;

const files = {
  'chart.png': 'png 30x20',
  'dir/Größe 漢字.png': 'png 50x50',
  'vector.svg': 'svg 10x10 script',
  'versioned.png': 'png 40x40',
  'text.txt': 'text',
};

/** The same use cases behind two servers, one of which knows the short way. */
const start = async (memoryBytes = 1_000_000) => {
  const store = createMemoryStore({ maxBytes: memoryBytes });
  const bench = createBench(files, { store });
  bench.origin.versions.set('versioned.png', 17);
  const clock = { nowMs: () => bench.clock.now };
  const hot = createHotPath({ store, clock, maxBytes: 1_000_000 });
  const { fetch } = createFakeApp({ ...bench.delivery, parse, onDelivered: hot.learn });
  const counts = { hot: 0, cold: 0 };
  const answer: typeof hot.answer = (incoming, outgoing) => {
    const isHot = hot.answer(incoming, outgoing);
    counts[isHot ? 'hot' : 'cold'] += 1;
    return isHot;
  };
  const servers = { hot: createHttpServer(fetch, { hot: { answer } }), cold: createHttpServer(fetch) };
  const ports = { hot: await listen(servers.hot), cold: await listen(servers.cold) };
  /** Whether the short way took it. */
  const isHot = async (path: string, asking: Asking = {}): Promise<boolean> => {
    const before = counts.hot;
    await ask(ports.hot, path, asking);
    return counts.hot > before;
  };
  const warm = async (path: string): Promise<void> => {
    await ask(ports.cold, path);
    await ask(ports.cold, path);
  };
  const end = async (): Promise<void> => {
    await Promise.all(Object.values(servers).map(close));
  };
  return { ...bench, store, hot, ports, isHot, warm, end };
};

const running: { end: () => Promise<void> }[] = [];
let site: Awaited<ReturnType<typeof start>>;
const startOne = async (memoryBytes?: number): Promise<typeof site> => {
  const started = await start(memoryBytes);
  running.push(started);
  return started;
};
beforeEach(async () => {
  site = await startOne();
});
afterAll(async () => {
  await Promise.all(running.map(async ({ end }) => end()));
});

const upload = '/demo/image/upload';
const picture = `${upload}/c_scale,w_10/chart.png`;

describe('the short way', () => {
  it('is taken from the third visit on: one makes the picture, one finds it', async () => {
    expect([await site.isHot(picture), await site.isHot(picture), await site.isHot(picture)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(site.engine.counts.renders).toBe(1);
  });

  it('tells clients apart by what they accept and save, where that made a difference', async () => {
    const open = `${upload}/c_scale,w_10/f_auto,q_auto/chart.png`;
    const webp = { headers: { Accept: 'image/webp' } };
    const thrifty = { headers: { Accept: 'image/webp', 'Save-Data': 'on' } };
    for (const asking of [webp, webp, thrifty, thrifty]) await ask(site.ports.hot, open, asking);
    const types: unknown[] = [];
    for (const asking of [webp, thrifty]) {
      expect(await site.isHot(open, asking)).toBe(true);
      const { headers } = await ask(site.ports.hot, open, asking);
      expect(headers.vary).toBe('Accept, Save-Data');
      types.push(headers['content-type']);
    }
    expect(await site.isHot(open)).toBe(false);
    types.push((await ask(site.ports.hot, open)).headers['content-type']);
    expect(types).toEqual(['image/webp', 'image/webp', 'image/jpeg']);
    expect(site.engine.counts.renders).toBe(3);
  });

  const etagOf = async (path: string): Promise<string> =>
    (await ask(site.ports.cold, path)).headers.etag ?? '';

  const asking: readonly (readonly [string, (etag: string) => Asking])[] = [
    ['GET', () => ({})],
    ['HEAD', () => ({ method: 'HEAD' })],
    ['its own ETag', (etag) => ({ headers: { 'If-None-Match': etag } })],
    ['HEAD with its own ETag', (etag) => ({ method: 'HEAD', headers: { 'if-none-match': etag } })],
    ['a list of ETags, weak ones too', (etag) => ({ headers: { 'if-none-match': `"x", W/${etag}` } })],
    ['any ETag', () => ({ headers: { 'if-none-match': '*' } })],
    ['another ETag', () => ({ headers: { 'if-none-match': '"other"' } })],
    ['something that is no ETag', () => ({ headers: { 'if-none-match': 'x' } })],
    [
      'ETag and date, of which the ETag counts',
      () => ({
        headers: { 'if-none-match': '"other"', 'if-modified-since': 'Wed, 01 Jan 2031 00:00:00 GMT' },
      }),
    ],
  ];

  const paths = [
    picture,
    `${picture}?_a=ABC&x=%2e`,
    '/w_10/chart.png',
    '/image/upload/w_10/chart',
    `${upload}/w_10/dir/Gr%C3%B6%C3%9Fe%20%E6%BC%A2%E5%AD%97.png`,
    `${upload}/w_10/v17/versioned.png`,
    `${upload}/w_10/v1/versioned.png`,
    `${upload}/fl_immutable_cache,w_10/chart.png`,
    `${upload}/fl_attachment:my_file,w_10/chart.png`,
    '/demo/images/w_10/chart/a-nice-name.png',
    `${upload}/chart.png`,
    `${upload}/vector.svg`,
    '/demo/raw/upload/text.txt',
  ];

  it.each(paths)('says the very same as the long way: %s', async (path) => {
    await site.warm(path);
    const etag = await etagOf(path);
    for (const [name, make] of asking) {
      const [cold, hot] = [
        await ask(site.ports.cold, path, make(etag)),
        await ask(site.ports.hot, path, make(etag)),
      ];
      const { date, ...headers } = hot.headers;
      const { date: coldDate, ...coldHeaders } = cold.headers;
      expect([name, hot.status, headers]).toEqual([name, cold.status, coldHeaders]);
      expect([date, coldDate].every((text) => Math.abs(Date.parse(text ?? '') - Date.now()) < 60_000)).toBe(
        true,
      );
      expect(hot.body.equals(cold.body)).toBe(true);
      expect([name, await site.isHot(path, make(etag))]).toEqual([name, true]);
    }
  });

  it.each<[string, Asking]>([
    ['a range', { headers: { range: 'bytes=0-1' } }],
    ['If-Match', { headers: { 'if-match': '"x"' } }],
    ['If-Unmodified-Since', { headers: { 'if-unmodified-since': 'Wed, 01 Jan 2020 00:00:00 GMT' } }],
    ['If-Modified-Since alone', { headers: { 'if-modified-since': 'Wed, 01 Jan 2031 00:00:00 GMT' } }],
    ['a body', { headers: { 'content-length': '0' } }],
    ['a body of unknown length', { headers: { 'transfer-encoding': 'chunked' } }],
    ['a Host that needs judging', { headers: { host: '[::1]:80' } }],
    ['POST', { method: 'POST' }],
    ['OPTIONS', { method: 'OPTIONS' }],
  ])('leaves to the long way: %s', async (_, request) => {
    await site.warm(picture);
    expect(await site.isHot(picture)).toBe(true);
    expect(await site.isHot(picture, request)).toBe(false);
    const [cold, hot] = [
      await ask(site.ports.cold, picture, request),
      await ask(site.ports.hot, picture, request),
    ];
    expect({ ...hot, headers: { ...hot.headers, date: '' } }).toEqual({
      ...cold,
      headers: { ...cold.headers, date: '' },
    });
  });

  it('knows the other spellings of header names, and two tags at once', async () => {
    await site.warm(picture);
    const head = `GET ${picture} HTTP/1.1\r\nHOST: a\r\nConnection: close\r\n`;
    expect(await converse(site.ports.hot, `${head}RANGE: bytes=0-1\r\n\r\n`)).toMatch(/^HTTP\/1.1 206/);
    const etag = await etagOf(picture);
    const twoTags = `IF-NONE-MATCH: "x"\r\nIf-None-match: ${etag}\r\n\r\n`;
    expect(await converse(site.ports.hot, head + twoTags)).toMatch(/^HTTP\/1.1 304/);
  });

  it('is open to HTTP/1.0, which knows no Host', async () => {
    await site.warm(picture);
    expect(await converse(site.ports.hot, `GET ${picture} HTTP/1.0\r\n\r\n`)).toMatch(
      /^HTTP\/1.1 200 OK.*Connection: close/s,
    );
  });
});

describe('what is prepared', () => {
  it('ends with the freshness of its record, and begins again after the look at the origin', async () => {
    await site.warm(picture);
    site.clock.now += 59_999;
    expect(await site.isHot(picture)).toBe(true);
    site.clock.now += 1;
    const opens = site.origin.counts.opens;
    expect(await site.isHot(picture)).toBe(false);
    expect(site.origin.counts.opens).toBe(opens + 1);
    expect([await site.isHot(picture), await site.isHot(picture)]).toEqual([false, true]);
  });

  it('stays for good under the current version, and not under one that only claims to be new', async () => {
    const current = `${upload}/w_10/v17/versioned.png`;
    const claimed = `${upload}/w_10/v99/chart.png`;
    await site.warm(current);
    await site.warm(claimed);
    site.clock.now += 1e9;
    expect([await site.isHot(current), await site.isHot(claimed)]).toEqual([true, false]);
  });

  it('ends when somebody else had to look at the origin again', async () => {
    await site.warm(picture);
    site.origin.files.set('chart.png', 'png 300x200');
    await ask(site.ports.cold, `${upload}/c_scale,w_10/v5/chart.png`);
    const { body } = await ask(site.ports.hot, picture);
    expect(body.toString()).toContain('300x200');
  });

  it('ends with a purge, at once, however it was spelled', async () => {
    const spellings = [picture, `${picture}?x`, '/w_10,c_scale/chart.png'];
    for (const path of spellings) await site.warm(path);
    site.origin.files.delete('chart.png');
    expect(await Promise.all(spellings.map(async (path) => site.isHot(path)))).toEqual([true, true, true]);
    await site.delivery.purge(parse(picture), signal);
    for (const path of spellings) expect((await ask(site.ports.hot, path)).status).toBe(404);
  });

  it('ends when the picture no longer fits in memory, of which it holds none', async () => {
    const small = await startOne(2500);
    await small.warm(picture);
    expect(await small.isHot(picture)).toBe(false); // a single picture may not take all
    const roomy = await startOne(6000);
    await roomy.warm(picture);
    expect(await roomy.isHot(picture)).toBe(true);
    for (let width = 20; width < 30; width += 1) await roomy.warm(`${upload}/w_${width}/chart.png`);
    expect(await roomy.isHot(picture)).toBe(false);
  });

  it('counts as a use of the picture, so that the one that is asked for stays', async () => {
    const roomy = await startOne(6000);
    await roomy.warm(picture);
    for (let width = 20; width < 30; width += 1) {
      expect(await roomy.isHot(picture)).toBe(true);
      await roomy.warm(`${upload}/w_${width}/chart.png`);
    }
  });

  it('can be forgotten as a whole', async () => {
    await site.warm(picture);
    site.hot.forgetAll();
    expect(await site.isHot(picture)).toBe(false);
  });

  it.each([
    ['a private original', `/demo/image/private/${sign('chart.png')}/chart.png`],
    ['what was made of a private original', '/demo/image/private/w_10/chart.png'],
    ['what only a signature opens', `/demo/image/authenticated/${sign('w_10/chart.png')}/w_10/chart.png`],
    ['a signed public picture', `${upload}/${sign('w_10/chart.png')}/w_10/chart.png`],
  ])('is never %s', async (_, path) => {
    await site.warm(path);
    expect((await ask(site.ports.hot, path)).status).toBe(200);
    expect(await site.isHot(path)).toBe(false);
  });

  it.each([
    ['an error', `${upload}/w_10/missing.png`],
    ['a refusal', `${upload}/w_abc/chart.png`],
    ['the health of the server', '/healthz'],
    ['an explanation', `/_/explain${picture}`],
    ['the first page', '/'],
  ])('is never %s', async (_, path) => {
    await site.warm(path);
    expect(await site.isHot(path)).toBe(false);
  });
});
