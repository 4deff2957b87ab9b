import { Hono } from 'hono';
import { mount } from 'hono/mount';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../src/errors.ts';
import { bundledExamples } from '../../src/http/examples.ts';
import { createHttpServer } from '../../src/http/node-listener.ts';
import { ask, close, listen } from './exchange.ts';
import { createFakeApp, fakeDelivered } from './fake-app.ts';

const seen: string[] = [];
let originIsUp = true;
const { fetch, server } = createFakeApp({
  deliver: async (url) => {
    seen.push(url.publicId);
    return Promise.resolve(fakeDelivered(url));
  },
  checks: {
    origin: async () => {
      if (!originIsUp) throw fail('origin.unreachable');
      return Promise.resolve();
    },
    render: async () => Promise.resolve(),
  },
  home: async () => Promise.resolve({ cloud: 'demo', examples: bundledExamples }),
});
let port = 0;
beforeAll(async () => {
  port = await listen(server);
});
afterAll(async () => close(server));

const seenFor = async (path: string): Promise<string | undefined> => {
  seen.length = 0;
  await ask(port, path);
  return seen[0];
};

describe('the request target', () => {
  it.each([
    '/demo/image/upload/w_100/%2e%2e/%2e%2e/etc/passwd',
    '/a/../b.jpg',
    '/a/./b.jpg',
    '//double//slash.jpg',
    '/w_2880%2Ch_1620%2Cc_fill/a.jpg',
    '/%zz.png',
    '/a%00b.png',
    '/a|b^c`d{e}.jpg',
    '/fetch/https://host/x.jpg?a=b&c=d',
    '/trailing/',
    '/healthz%2f..',
  ])('reaches the parser as it was written: %s', async (path) => {
    expect(await seenFor(path)).toBe(path);
  });

  it('that comes in absolute form loses scheme and host', async () => {
    expect(await seenFor('http://other.example:81/w_1/a%2Fb.jpg?x')).toBe('/w_1/a%2Fb.jpg?x');
  });

  it('with bytes that nobody encoded is a 400', async () => {
    const text = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /ü.jpg HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'),
      );
      let answer = '';
      seen.length = 0;
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', () => resolve(answer));
    });
    expect(text).toMatch(/^HTTP\/1.1 400 .*"code":"url.malformed"/s);
    expect(seen).toEqual([]);
  });

  it('over 8 KB is 414', async () => {
    expect((await ask(port, `/${'a'.repeat(8191)}`)).status).toBe(200);
    const { status, headers } = await ask(port, `/${'a'.repeat(8192)}`);
    expect(status).toBe(414);
    expect(headers['x-cld-error']).toContain('8 KB');
  });

  it('is 414 even far beyond what Node reads', async () => {
    expect((await ask(port, `/${'w_100/'.repeat(3000)}chart.png`)).status).toBe(414);
    const { status, body } = await ask(port, `/${'a'.repeat(100_000)}`);
    expect(status).toBe(414);
    expect(JSON.parse(body.toString()).error.message).toContain('414');
  });

  it('that no URL can have is a 400 with a reason', async () => {
    const { status, headers } = await ask(port, '/a\\b.jpg');
    expect(status).toBe(400);
    expect(headers['x-cld-error']).toBeTruthy();
  });

  it('is read without a Host header too', async () => {
    const text = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /a.jpg HTTP/1.0\r\n\r\n'));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('close', () => resolve(answer));
    });
    expect(text).toMatch(/^HTTP\/1.1 200/);
  });
});

describe('methods', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PURGE', 'TRACE'])(
    '%s is 405 and told what is allowed',
    async (method) => {
      const { status, headers } = await ask(port, '/a.jpg', { method });
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    },
  );

  it('OPTIONS is a preflight', async () => {
    const { status, headers } = await ask(port, '/a.jpg', {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'GET' },
    });
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': '*',
    });
  });
});

describe('a client that goes away', () => {
  it('ends the work, and is nothing to report', async () => {
    let arrived: () => void = () => {};
    const hasArrived = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let ended: () => void = () => {};
    const hasEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const waiting = createFakeApp({
      deliver: async (_, signal) =>
        new Promise((__, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
            setImmediate(ended);
          });
          arrived();
        }),
    });
    const waitingPort = await listen(waiting.server);
    const socket = connect(waitingPort, '127.0.0.1', () =>
      socket.write('GET /a.jpg HTTP/1.1\r\nHost: a\r\n\r\n'),
    );
    await hasArrived;
    socket.destroy();
    await hasEnded;
    await close(waiting.server);
    expect(waiting.logged).toEqual([]);
  });
});

describe('under another Hono app', () => {
  const host = new Hono().all('/img/*', mount(fetch));
  const hostServer = createHttpServer(async (request, env) => host.fetch(request, env));
  let hostPort = 0;
  beforeAll(async () => {
    hostPort = await listen(hostServer);
  });
  afterAll(async () => close(hostServer));

  it.each(['/w_1%2Ch_2/a.jpg', '/a%20b%2Fc.jpg?x=%2e', '/demo/img/img/a.jpg', '/%C3%BC.jpg'])(
    'still sees the raw path: %s',
    async (path) => {
      seen.length = 0;
      const { status } = await ask(hostPort, `/img${path}`);
      expect([status, seen]).toEqual([200, [path]]);
    },
  );

  it('shows its first page', async () => {
    expect((await ask(hostPort, '/img/')).headers['content-type']).toContain('text/html');
  });

  it('makes do with the request where there is no Node', async () => {
    seen.length = 0;
    const response = await host.fetch(new Request('http://x/img/w_1%2Ch_2/a.jpg'));
    expect([response.status, seen]).toEqual([200, ['/w_1%2Ch_2/a.jpg']]);
  });
});

describe('health', () => {
  it('is answered', async () => {
    const { status, body, headers } = await ask(port, '/healthz');
    expect([status, body.toString(), headers['cache-control']]).toEqual([200, '{"status":"ok"}', 'no-store']);
    expect((await ask(port, '/healthz', { method: 'HEAD' })).headers['content-length']).toBe('15');
  });

  it('names what is not ready', async () => {
    expect((await ask(port, '/readyz')).status).toBe(200);
    originIsUp = false;
    const { status, body } = await ask(port, '/readyz');
    originIsUp = true;
    expect(status).toBe(503);
    expect(JSON.parse(body.toString())).toEqual({
      status: 'not ready',
      checks: { origin: 'failed', render: 'ok' },
    });
  });
});

describe('explanations', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
  const path = '/_/explain/demo/image/upload/w_1%2Ch_2/a.jpg?q';

  it('are given to this machine, with the raw path', async () => {
    const { status, body, headers } = await ask(port, path);
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({ path: '/demo/image/upload/w_1%2Ch_2/a.jpg?q' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    [{ 'x-forwarded-for': '127.0.0.1' }],
    [{ forwarded: 'for=127.0.0.1' }],
    [{ via: '1.1 proxy' }],
    [{ host: 'attacker.example' }],
  ])('are not given through a proxy or under another name: %j', async (headers) => {
    const { status, headers: answered } = await ask(port, path, { headers });
    expect(status).toBe(401);
    expect(answered['www-authenticate']).toContain('Basic');
  });

  it('are given to whoever has key and secret', async () => {
    const headers = { 'x-forwarded-for': '10.0.0.1' };
    expect((await ask(port, path, { headers: { ...headers, ...basic('k:s:e') } })).status).toBe(200);
    expect((await ask(port, path, { headers: { ...headers, ...basic('k:wrong') } })).status).toBe(401);
    expect((await ask(port, path, { headers: { ...headers, ...basic('other:s:e') } })).status).toBe(401);
    expect((await ask(port, path, { headers: { ...headers, authorization: 'Basic !!!' } })).status).toBe(401);
  });

  it('are not given to a request that has no socket', async () => {
    expect((await fetch(new Request(`http://localhost${path}`))).status).toBe(401);
  });
});

describe('the first page', () => {
  it('shows before and after, and can run nothing', async () => {
    const { status, body, headers } = await ask(port, '/');
    const html = body.toString();
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; img-src 'self' data:/);
    expect(html).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
    for (const { chain, original } of bundledExamples) {
      expect(html).toContain(`demo/image/upload/${chain}/`);
      expect(html).toContain(`/${original}`);
    }
    const images = html.match(/<img [^>]*>/g) ?? [];
    expect(images).toHaveLength(6);
    expect(images.every((image) => /alt="[^"]+"/.test(image))).toBe(true);
  });
});
