/** Web servers as they are: slow, broken, hostile. */
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/errors.ts';
import { createAllowList } from '../../../src/origin/guard/allow-list.ts';
import { createFetchOrigin } from '../../../src/origin/http.ts';
import { createFetcher, type FetcherOptions } from '../../../src/origin/http/fetcher.ts';
import type { Origin, Source } from '../../../src/ports.ts';
import { codeOf } from '../../contracts/origin.ts';
import { startWeb, type Behave, type WebServer } from '../../servers/web.ts';
import { createFetcherFor } from '../web-origin.ts';

const { signal } = new AbortController();
let web: WebServer;
beforeEach(async () => {
  web = await startWeb();
});
afterEach(async () => web.close());

const create = (options: Partial<FetcherOptions> = {}): Origin =>
  createFetchOrigin(createFetcherFor([web], options));

const address = (path: string): string => `${web.base}${path}`;

const open = async (origin: Origin = create(), path = 'a.png', ifNoneMatch?: string) =>
  origin.open(address(path), ifNoneMatch === undefined ? {} : { ifNoneMatch }, signal);

const openSource = async (origin?: Origin, path?: string): Promise<Source> => {
  const opened = await open(origin, path);
  if (typeof opened !== 'object') throw new TypeError(`Expected a source, got ${String(opened)}`);
  return opened;
};

const readText = async (source: Source): Promise<string> =>
  Buffer.from((await source.bytes(1_000_000, signal)) ?? []).toString();

const answerWith =
  (status: number, headers: Record<string, string | number> = {}, body: Uint8Array | string = ''): Behave =>
  (_, answer) => {
    answer.writeHead(status, headers).end(body);
    return true;
  };

describe('an answer', () => {
  it.each([
    [404, 'missing'],
    [410, 'missing'],
    [401, 'missing'],
    [403, 'missing'],
    [451, 'missing'],
    [400, 'missing'],
    [408, 'origin.unreachable'],
    [429, 'origin.unreachable'],
    [500, 'origin.unreachable'],
    [502, 'origin.unreachable'],
    [503, 'origin.unreachable'],
    [204, 'origin.unreachable'],
    [206, 'origin.unreachable'],
  ])('of %i means %s', async (status, meaning) => {
    web.behave = answerWith(status);
    const outcome = await open().catch((error: unknown) =>
      error instanceof Failure ? error.code : String(error),
    );
    expect(outcome ?? 'missing').toBe(meaning);
  });

  it('is asked for without packing, and once', async () => {
    web.files.set('a.png', 'picture');
    expect(await readText(await openSource())).toBe('picture');
    expect(web.asked.map(({ headers }) => headers['accept-encoding'])).toEqual(['identity']);
  });

  it.each([
    ['gzip', gzipSync('packed')],
    ['identity', Buffer.from('packed')],
  ])('that comes packed with %s all the same is unpacked', async (coding, body) => {
    web.behave = answerWith(
      200,
      { etag: '"x"', 'content-encoding': coding, 'content-length': body.length },
      body,
    );
    expect(await readText(await openSource())).toBe('packed');
  });

  it('packed in a way that we do not know is no picture', async () => {
    web.behave = answerWith(200, { etag: '"x"', 'content-encoding': 'zstd' }, 'x');
    expect(await codeOf(open())).toBe('origin.unreachable');
  });

  it('that is a bomb is given up at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(8_000_000));
    web.behave = answerWith(200, { etag: '"x"', 'content-encoding': 'gzip' }, bomb);
    const source = await openSource();
    expect(await codeOf(source.bytes(1_000_000, signal))).toBe('source.too-many-bytes');
  });

  it('larger than allowed is refused by what it says, and by what it is', async () => {
    web.behave = answerWith(200, { etag: '"x"' }, Buffer.alloc(2_000_000));
    const chunked = await openSource();
    expect(await codeOf(chunked.bytes(1_000_000, signal))).toBe('source.too-many-bytes');
    web.behave = answerWith(200, { etag: '"x"', 'content-length': 2_000_000 }, Buffer.alloc(2_000_000));
    expect(await codeOf((await openSource()).bytes(1_000_000, signal))).toBe('source.too-many-bytes');
    web.behave = answerWith(200, { 'content-length': 2_000_000 }, Buffer.alloc(2_000_000));
    expect(await codeOf(open())).toBe('source.too-many-bytes');
    web.behave = answerWith(200, {}, Buffer.alloc(2_000_000));
    expect(await codeOf(open())).toBe('source.too-many-bytes');
  });

  it('cut short is an error and never a picture, whether its length was announced or not', async () => {
    web.behave = (_, answer) => {
      answer.writeHead(200, { etag: '"x"', 'content-length': 100 });
      answer.write('half', () => answer.socket?.destroy());
      return true;
    };
    expect(await codeOf((await openSource()).bytes(1000, signal))).toBe('origin.unreachable');
    web.behave = (_, answer) => {
      answer.writeHead(200, { etag: '"x"' });
      answer.write('half', () => answer.socket?.destroy());
      return true;
    };
    expect(await codeOf(open())).toBe('origin.unreachable');
    web.behave = (_, answer) => {
      answer.writeHead(200, { 'content-length': 100 });
      answer.write('half', () => answer.socket?.destroy());
      return true;
    };
    expect(await codeOf(open())).toBe('origin.unreachable');
  });

  it('cut short inside of its packing is an error as well', async () => {
    const body = gzipSync('a whole picture').subarray(0, 15);
    web.behave = answerWith(
      200,
      { etag: '"x"', 'content-encoding': 'gzip', 'content-length': body.length },
      body,
    );
    expect(await codeOf(open())).toBe('origin.unreachable');
  });
});

describe('an identity', () => {
  const at = (headers: Record<string, string | number>, body = 'text'): void => {
    web.behave = (asked, answer) => {
      if (asked.headers['if-none-match'] === headers['etag'] && headers['etag'] !== undefined) {
        answer.writeHead(304).end();
      } else answer.writeHead(200, { 'content-length': body.length, ...headers }).end(body);
      return true;
    };
  };
  const old = 'Tue, 01 Jan 2030 00:00:00 GMT';
  const date = 'Tue, 01 Jan 2030 00:01:00 GMT';

  it('is the ETag, weak ones included', async () => {
    for (const etag of ['"strong"', 'W/"weak"']) {
      at({ etag });
      const source = await openSource();
      expect(await open(create(), 'a.png', source.etag)).toBe('not-modified');
      source.close?.();
    }
  });

  it('is time and size without one, if the time is not too young', async () => {
    at({ 'last-modified': old, date });
    const first = await openSource();
    first.close?.();
    expect(await open(create(), 'a.png', first.etag)).toBe('not-modified');
    expect(web.asked.at(-1)?.headers['if-modified-since']).toBe(old);
    at({ 'last-modified': old, date }, 'longer text');
    expect(await open(create(), 'a.png', first.etag)).toMatchObject({ size: 11 });
  });

  it('is the content itself where nothing else says what it is', async () => {
    for (const headers of [{}, { 'last-modified': old, date: old }]) {
      at(headers);
      const first = await openSource();
      expect(await readText(first)).toBe('text');
      expect(await open(create(), 'a.png', first.etag)).toBe('not-modified');
      at(headers, 'tixt');
      expect(await open(create(), 'a.png', first.etag)).not.toBe('not-modified');
    }
  });
});

describe('time', () => {
  it('ends for a server that accepts and says nothing', async () => {
    web.behave = () => true;
    expect(await codeOf(open(create({ timeoutMs: 50 })))).toBe('origin.timeout');
  });

  it('ends for a server that drips', async () => {
    web.behave = (_, answer) => {
      answer.writeHead(200, { etag: '"x"', 'content-length': 1000 });
      const drip = setInterval(() => answer.write('x'), 5);
      answer.once('close', () => clearInterval(drip));
      return true;
    };
    const source = await openSource(create({ bodyTimeoutMs: 60 }));
    expect(await codeOf(source.bytes(1000, signal))).toBe('origin.timeout');
  });

  it('ends for a name that nobody resolves', async () => {
    const origin = create({ connectTimeoutMs: 30, resolve: async () => new Promise(() => {}) });
    const allowed = web.base.replace('127.0.0.1', 'slow.example');
    expect(await codeOf(origin.open(allowed, {}, signal))).toBe('auth.host-not-allowed');
    const allowList = createAllowList({ entries: ['slow.example'] });
    const slow = createFetchOrigin(
      createFetcher({
        allowList,
        maxBytes: 10,
        timeoutMs: 10_000,
        connectTimeoutMs: 30,
        resolve: async () => new Promise(() => {}),
      }),
    );
    expect(await codeOf(slow.open('http://slow.example/a.png', {}, signal))).toBe('origin.timeout');
  });

  it('ends for whoever leaves, and takes the connection along', async () => {
    const leaving = new AbortController();
    const seen = new Promise<void>((resolve) => {
      web.behave = (asked) => {
        asked.socket.once('close', () => resolve());
        leaving.abort();
        return true;
      };
    });
    expect(await codeOf(create().open(address('a.png'), {}, leaving.signal))).toBe('request.aborted');
    await seen;
  });

  it('ends for a body that is being read', async () => {
    const leaving = new AbortController();
    const cut = new Promise<void>((resolve) => {
      web.behave = (asked, answer) => {
        answer.writeHead(200, { etag: '"x"', 'content-length': 1000 });
        answer.write('half', () => leaving.abort());
        asked.socket.once('close', () => resolve());
        return true;
      };
    });
    const source = await openSource();
    expect(await codeOf(source.bytes(1000, leaving.signal))).toBe('request.aborted');
    await cut;
  });

  it('ends for a body that nobody reads, which is then asked for again', async () => {
    const large = 'x'.repeat(900_000);
    let cut: Promise<unknown> | undefined;
    web.behave = (asked, answer) => {
      cut ??= new Promise<void>((resolve) => {
        asked.socket.once('close', () => resolve());
      });
      answer.writeHead(200, { etag: '"x"', 'content-length': large.length }).end(large);
      return true;
    };
    const source = await openSource(create({ holdMs: 20 }));
    await cut;
    expect((await readText(source)).length).toBe(large.length);
    expect(web.asked).toHaveLength(2);
  });
});

describe('connections', () => {
  it('are kept for one request after the other, also through 404 and 304', async () => {
    web.files.set('a.png', 'picture');
    const origin = create();
    const source = await openSource(origin);
    await readText(source);
    await open(origin, 'b.png');
    await open(origin, 'a.png', source.etag);
    await readText(await openSource(origin));
    expect([web.asked.length, web.connections()]).toEqual([4, 1]);
  });

  it('that the server closed between two requests are opened anew', async () => {
    web.files.set('a.png', 'picture');
    const origin = create();
    await readText(await openSource(origin));
    let isFirst = true;
    web.behave = (asked) => {
      if (!isFirst) return false;
      isFirst = false;
      asked.socket.destroy();
      return true;
    };
    expect(await readText(await openSource(origin))).toBe('picture');
  });

  it('are refused by nobody and nothing', async () => {
    const origin = create();
    await web.close();
    expect(await codeOf(open(origin))).toBe('origin.unreachable');
  });
});

describe('a redirect', () => {
  const redirectTo = (...targets: readonly string[]): void => {
    const left = [...targets];
    web.behave = (_, answer) => {
      const location = left.shift();
      if (location === undefined) return false;
      answer.writeHead(302, { location }).end('moved');
      return true;
    };
  };

  it('is followed three times', async () => {
    web.files.set('there.png', 'picture');
    redirectTo('/base/b.png', `//127.0.0.1:${web.port}/base/c.png`, address('there.png'));
    expect(await readText(await openSource())).toBe('picture');
    redirectTo('/base/b.png', '/base/c.png', '/base/d.png', '/base/there.png');
    expect(await codeOf(open())).toBe('origin.unreachable');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:1/',
    'http://localhost/',
    'http://[::1]/',
    'http://example.com/a.png',
    'http://user:secret@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1:70/',
    'data:image/png;base64,AA',
  ])('to %s is refused', async (target) => {
    redirectTo(target);
    expect(await codeOf(open())).toBe('auth.host-not-allowed');
  });

  it('with credentials for the host itself is refused', async () => {
    redirectTo(web.base.replace('//', '//user:secret@'));
    expect(await codeOf(open())).toBe('auth.host-not-allowed');
  });

  it.each(['', 'http://', 'http://[', 'http://a b/'])('to %j is nothing', async (target) => {
    redirectTo(target, target, target, target);
    expect(await codeOf(open())).toBe('origin.unreachable');
  });
});

describe('a name', () => {
  const openNamed = async (entries: readonly string[], addresses: readonly string[]) => {
    const allowList = createAllowList({ entries });
    const resolve: NonNullable<FetcherOptions['resolve']> = async () =>
      addresses.map((each) => ({ address: each, family: each.includes(':') ? 6 : 4 }));
    const origin = createFetchOrigin(createFetcher({ allowList, maxBytes: 100, timeoutMs: 5000, resolve }));
    return origin.open(`http://named.example:${web.port}/base/a.png`, {}, signal);
  };

  it('is connected to at the address that was checked', async () => {
    web.files.set('a.png', 'picture');
    const opened = await openNamed([`named.example:${web.port}`, `127.0.0.1:${web.port}`], ['127.0.0.1']);
    expect(opened).toMatchObject({ size: 7 });
    if (typeof opened === 'object') opened.close?.();
  });

  it.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['93.184.216.34', '127.0.0.1'],
  ])('that stands for %s is refused, and nobody is asked', async (...addresses) => {
    expect(await codeOf(openNamed([`named.example:${web.port}`], addresses))).toBe('auth.host-not-allowed');
    expect(web.connections()).toBe(0);
  });

  it('that stands for nothing is unreachable', async () => {
    expect(await codeOf(openNamed([`named.example:${web.port}`], []))).toBe('origin.unreachable');
  });
});
