import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDrain } from '../../src/http/drain.ts';
import { close, listen } from './exchange.ts';
import { openLine } from './raw.ts';

let server: Server;
afterEach(async () => close(server));

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

/** Answers each request when it is told to. */
const start = async () => {
  const answers: (() => void)[] = [];
  server = createServer((_, outgoing) => {
    answers.push(() => outgoing.end('done'));
    server.emit('asked');
  });
  const drain = createDrain(server);
  return { port: await listen(server), drain, answers };
};

const asked = async (): Promise<unknown> => once(server, 'asked');

const minute = 60_000;

describe('a server that ends', () => {
  it('without connections is gone at once', async () => {
    const { drain } = await start();
    await drain({ withinMs: minute, quietMs: minute });
    expect(server.listening).toBe(false);
  });

  it('answers what was asked before, and says that it was the last time', async () => {
    const { port, drain, answers } = await start();
    const line = await openLine(port, request);
    await asked();
    const drained = drain({ withinMs: minute, quietMs: 30 });
    answers[0]?.();
    expect(await line.rest()).toMatch(/Connection: close.*done$/s);
    await drained;
  });

  it('answers what is asked afterwards on an open connection, and on a new one', async () => {
    const { port, drain, answers } = await start();
    const open = await openLine(port, request);
    await asked();
    answers[0]?.();
    await open.until(/keep-alive.*done$/s);
    const drained = drain({ withinMs: minute, quietMs: minute });
    open.socket.write(request);
    await asked();
    const fresh = await openLine(port, request);
    await asked();
    answers[1]?.();
    answers[2]?.();
    expect(await open.rest()).toMatch(/done.*Connection: close.*done$/s);
    expect(await fresh.rest()).toMatch(/Connection: close.*done$/s);
    await close(server); // it would go on listening for a minute
    await drained;
  });

  it('closes connections that nobody uses, even those that were never used', async () => {
    const { port, drain, answers } = await start();
    const used = await openLine(port, request);
    await asked();
    const unused = await openLine(port);
    answers[0]?.();
    await used.until(/done$/);
    await drain({ withinMs: minute, quietMs: 30 });
    expect([await used.rest(), await unused.rest()]).toEqual([expect.stringMatching(/done$/), '']);
  });

  it('lets a slow client have all of an answer that was written before', async () => {
    const bytes = Buffer.alloc(32 * 1024 * 1024, 'x');
    server = createServer((_, outgoing) => outgoing.end(bytes));
    const drain = createDrain(server);
    const line = await openLine(await listen(server));
    line.socket.pause();
    const arrived = once(server, 'request');
    line.socket.write(request);
    await arrived;
    const drained = drain({ withinMs: minute, quietMs: 1 });
    // Node would take the answer for done, for it is written, and close the connection.
    line.socket.resume();
    expect((await line.rest()).length).toBeGreaterThan(bytes.length);
    await drained;
  });

  it('cuts off whoever takes too long', async () => {
    const { port, drain } = await start();
    const line = await openLine(port, request);
    await asked();
    await drain({ withinMs: 30, quietMs: minute });
    expect(await line.rest()).toBe('');
  });
});
