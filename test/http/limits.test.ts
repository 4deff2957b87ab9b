import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpTimes } from '../../src/http/node-listener.ts';
import { close, listen } from './exchange.ts';
import { createFakeApp, fakeDelivered, pictureBytes } from './fake-app.ts';
import { converse, openLine } from './raw.ts';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

const serve = async (
  more: Parameters<typeof createFakeApp>[0] = {},
  times: Partial<HttpTimes> = {},
): Promise<{ readonly port: number; readonly server: Server }> => {
  const server = createHttpServer(createFakeApp(more).fetch, { times });
  servers.push(server);
  return { server, port: await listen(server) };
};

const statuses = (text: string): readonly string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => match[1] ?? '');

const head = (line: string, ...headers: readonly string[]): string =>
  [line, 'Host: a', ...headers, '', ''].join('\r\n');

describe('a connection', () => {
  it('is kept for longer than a CDN keeps it', async () => {
    const { port, server } = await serve();
    const line = await openLine(port, head('GET /a.jpg HTTP/1.1'));
    const text = await line.until(/Keep-Alive: timeout=(\d+)/);
    expect(Number(/Keep-Alive: timeout=(\d+)/.exec(text)?.[1])).toBeGreaterThan(60);
    expect([server.headersTimeout, server.requestTimeout]).toEqual([20_000, 60_000]);
    line.socket.destroy();
  });

  it('that says nothing more is closed', async () => {
    const { port } = await serve({}, { keepAliveMs: 10 });
    expect(statuses(await converse(port, head('GET /a.jpg HTTP/1.1')))).toEqual(['200']);
  });

  it('answers requests that come all at once in their order', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { port } = await serve({
      deliver: async (url) => {
        if (url.publicId === '/slow') await gate;
        else release();
        return fakeDelivered(url, { attachment: url.publicId.slice(1) });
      },
    });
    const text = await converse(
      port,
      head('GET /slow HTTP/1.1') +
        head('GET /quick HTTP/1.1') +
        head('GET /last HTTP/1.1', 'Connection: close'),
    );
    expect([...text.matchAll(/filename="(\w+)"/g)].map((match) => match[1])).toEqual([
      'slow',
      'quick',
      'last',
    ]);
  });

  it.each([
    ['takes too long to ask', { headersMs: 20, checkMs: 10 }, 'GET /a.jpg HTTP/1.1\r\nHost'],
    [
      'takes too long to say all',
      { headersMs: 20, requestMs: 40, checkMs: 10 },
      `${head('GET /a.jpg HTTP/1.1', 'Content-Length: 9')}abc`,
    ],
  ])('that %s gets 408', async (_, times, text) => {
    const { port } = await serve({}, times);
    expect(statuses(await converse(port, text)).at(-1)).toBe('408');
  });

  it('whose client reads nothing of its answer is closed', async () => {
    const bytes = new Uint8Array(64 * 1024 * 1024);
    const { port, server } = await serve(
      {
        deliver: async (url) => {
          const delivered = fakeDelivered(url);
          return Promise.resolve({ ...delivered, variant: { ...delivered.variant, bytes } });
        },
      },
      { stalledMs: 50 },
    );
    const accepted = once(server, 'connection');
    const line = await openLine(port);
    line.socket.pause();
    const [socket] = (await accepted) as [Socket];
    const closed = once(socket, 'close');
    line.socket.write(head('GET /a.jpg HTTP/1.1'));
    await closed;
    line.socket.destroy();
  });

  it('whose client has to wait for us longer than that is not', async () => {
    let answer = (): void => {};
    let arrived = (): void => {};
    const hasArrived = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { port, server } = await serve({
      deliver: async (url) =>
        new Promise((resolve) => {
          answer = () => resolve(fakeDelivered(url));
          arrived();
        }),
    });
    const accepted = once(server, 'connection');
    const line = await openLine(port, head('GET /a.jpg HTTP/1.1', 'Connection: close'));
    const [socket] = (await accepted) as [Socket];
    await hasArrived;
    expect(server.timeout).toBe(60_000);
    server.emit('timeout', socket); // as if that were over
    answer();
    expect(statuses(await line.rest())).toEqual(['200']);
  });
});

describe('a body', () => {
  /** Writes for as long as it is let, and answers with what came and how much went. */
  const flood = async (port: number, start: string): Promise<{ text: string; sentBytes: number }> => {
    const line = await openLine(port, start);
    const chunk = Buffer.alloc(256 * 1024, 'x');
    const more = (): void => {
      while (line.socket.writable && line.socket.write(chunk));
    };
    line.socket.on('drain', more);
    more();
    const text = await line.rest();
    return { text, sentBytes: line.socket.bytesWritten };
  };

  it.each([
    ['POST', '405'],
    ['GET', '200'],
  ])('that is huge is not read: %s is answered, and the connection closed', async (method, status) => {
    const { port } = await serve();
    const { text, sentBytes } = await flood(
      port,
      head(`${method} /a.jpg HTTP/1.1`, 'Content-Length: 9999999999'),
    );
    expect(statuses(text)).toEqual([status]);
    expect(text).toContain('Connection: close');
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024); // most of it in the buffers of the system
  });

  it('of unknown length is not read to its end either', async () => {
    const { port } = await serve();
    const start = `${head('PUT /a.jpg HTTP/1.1', 'Transfer-Encoding: chunked')}FFFFFFFFF\r\n`;
    const { text, sentBytes } = await flood(port, start);
    expect(statuses(text)).toEqual(['405']);
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024);
  });

  it('that is small does no harm: the connection can be used again', async () => {
    const { port } = await serve();
    const text = await converse(
      port,
      `${head('GET /a.jpg HTTP/1.1', 'Content-Length: 5')}hello${head('GET /b.jpg HTTP/1.1', 'Connection: close')}`,
    );
    expect(statuses(text)).toEqual(['200', '200']);
  });

  it('that asks first whether it may come is not asked for', async () => {
    const { port } = await serve();
    const text = await converse(
      port,
      head('POST /a.jpg HTTP/1.1', 'Content-Length: 9999999999', 'Expect: 100-continue'),
    );
    expect(statuses(text)).toEqual(['405']);
  });
});

describe('what is no HTTP', () => {
  it.each([
    ['nonsense', 'HELLO\r\n\r\n', '400'],
    ['an encrypted greeting', '\x16\x03\x01\x02\x00\x01', '400'],
    ['no Host', 'GET /a.jpg HTTP/1.1\r\n\r\n', '400'],
    ['two lengths', head('GET /a.jpg HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'), '400'],
    [
      'length and chunks',
      head('GET /a.jpg HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      '400',
    ],
    ['a header without a name', head('GET /a.jpg HTTP/1.1', ': x'), '400'],
    [
      'too many headers',
      head('GET /a.jpg HTTP/1.1', ...Array<string>(70).fill(`X: ${'a'.repeat(1000)}`)),
      '431',
    ],
  ])('gets a whole answer, and the connection ends: %s', async (_, text, status) => {
    const { port } = await serve();
    const answer = await converse(port, text);
    expect(statuses(answer)).toEqual([status]);
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
    const length = /Content-Length: (\d+)/i.exec(answer)?.[1];
    if (length === undefined) {
      expect(body).toBe('0\r\n\r\n');
    } // in chunks: Node's own answer
    else expect(body).toHaveLength(Number(length));
  });

  it('behind a request does not get between it and its answer', async () => {
    let answer = (): void => {};
    const { port, server } = await serve({
      deliver: async (url) =>
        new Promise((resolve) => {
          answer = () => resolve(fakeDelivered(url));
        }),
    });
    const line = await openLine(port, `${head('GET /a.jpg HTTP/1.1')}NONSENSE\r\n\r\n`);
    await once(server, 'clientError');
    line.socket.write('MORE NONSENSE\r\n\r\n');
    await once(server, 'clientError');
    answer();
    const text = await line.rest();
    expect(statuses(text)).toEqual(['200']);
    expect(text.slice(text.indexOf('\r\n\r\n') + 4)).toHaveLength(pictureBytes.length);
  });
});
