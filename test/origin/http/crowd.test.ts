/** Many who ask one server at a time. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOriginChain } from '../../../src/origin/chain.ts';
import { createFetchOrigin, createHttpOrigin } from '../../../src/origin/http.ts';
import type { FetcherOptions } from '../../../src/origin/http/fetcher.ts';
import { createReplicas } from '../../../src/origin/replicas.ts';
import type { Origin } from '../../../src/ports.ts';
import { codeOf } from '../../contracts/origin.ts';
import { until } from '../../pixel/workers/running-engine.ts';
import { startWeb, type WebServer } from '../../servers/web.ts';
import { createFetcherFor } from '../web-origin.ts';

const { signal } = new AbortController();
let web: WebServer;
let other: WebServer;
/** What answers those who are let wait. */
let held: (() => void)[];
beforeEach(async () => {
  held = [];
  web = await startWeb();
  other = await startWeb();
  for (const { files } of [web, other]) files.set('a.png', 'picture');
});
afterEach(async () => {
  await web.close();
  await other.close();
});

const create = (options: Partial<FetcherOptions> = {}, server = web): Origin =>
  createHttpOrigin({ base: server.base, fetcher: createFetcherFor([server], options) });

/** Closed at once: what is held has its connection. */
const open = async (origin: Origin) => {
  const opened = await origin.open('a.png', {}, signal);
  if (typeof opened === 'object') opened.close?.();
  return opened;
};

/** From now on it answers when it is told to. */
const hold = (): void => {
  web.behave = (_, answer) => {
    held.push(() => answer.writeHead(404).end());
    return true;
  };
};

const letGo = (): void => {
  web.behave = () => false;
  for (const answer of held) answer();
};

/** As many as may ask, none of whom is answered before `letGo`. */
const crowd = async (origin: Origin, connections: number): Promise<readonly Promise<string>[]> => {
  hold();
  const asking = Array.from({ length: 2 * connections }, async () => codeOf(open(origin)));
  await until(() => held.length === connections);
  return asking;
};

describe('a crowd', () => {
  it('waits for a connection, which is not held against the server', async () => {
    web.behave = (_, answer) => {
      setTimeout(() => answer.writeHead(404).end(), 60);
      return true;
    };
    const origin = create({ maxConnections: 1, connectTimeoutMs: 30 });
    expect(await Promise.all([open(origin), open(origin)])).toEqual([undefined, undefined]);
    expect(web.connections()).toBe(1);
  });

  it('is refused at once beyond those that have a connection, and as many who wait for one', async () => {
    const origin = create({ maxConnections: 2 });
    const asking = await crowd(origin, 2);
    expect(await codeOf(open(origin))).toBe('overload.queue-full');
    letGo();
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['no failure']));
    expect(await open(origin)).toMatchObject({ key: 'a.png' });
  });

  it('does not make a server count as one that is down', async () => {
    const origin = create({ maxConnections: 1 });
    const asking = await crowd(origin, 1);
    const checked = codeOf(origin.check(signal));
    letGo();
    expect(await checked).toBe('no failure');
    await Promise.all(asking);
  });

  it('at one server is in the way of no other', async () => {
    const fetcher = createFetcherFor([web, other], { maxConnections: 1 });
    const [near, far] = [web, other].map(({ base }) => createHttpOrigin({ base, fetcher }));
    const asking = await crowd(near!, 1);
    expect(await codeOf(open(near!))).toBe('overload.queue-full');
    expect(await open(far!)).toMatchObject({ key: 'a.png' });
    letGo();
    await Promise.all(asking);
  });

  it('at an address is one at its host', async () => {
    const origin = createFetchOrigin(createFetcherFor([web], { maxConnections: 1 }));
    hold();
    const ask = async (name: string): Promise<string> =>
      codeOf(origin.open(`${web.base}${name}`, {}, signal));
    const asking = ['b.png', 'c.png'].map(ask);
    expect(await ask('d.png')).toBe('overload.queue-full');
    await until(() => held.length === 1);
    letGo();
    await Promise.all(asking);
  });

  it('at the nearest replica goes to the next, and is no failure of the first', async () => {
    const near = create({ maxConnections: 1 });
    const origin = createReplicas({ replicas: [near, create({}, other)], timeoutMs: 5000 });
    const asking = await crowd(near, 1);
    for (let index = 0; index < 5; index += 1) expect(await open(origin)).toMatchObject({ key: 'a.png' });
    expect(other.asked).toHaveLength(5);
    letGo();
    await Promise.all(asking);
    expect(await open(origin)).toMatchObject({ key: 'a.png' });
    expect(other.asked).toHaveLength(5);
  });

  it('at the first of a chain leaves the others their pictures, for a while', async () => {
    const first = create({ maxConnections: 1 });
    const origin = createOriginChain([first, create({}, other)]);
    const locate = async (publicId: string) => {
      const located = await origin.locate?.({ publicId, format: 'png' }, {}, signal);
      if (typeof located === 'object') located.close?.();
      return located;
    };
    const asking = await crowd(first, 1);
    expect(await locate('a')).toMatchObject({ key: '1:a.png', provisional: true });
    expect(await codeOf(locate('nothing'))).toBe('overload.queue-full');
    letGo();
    await Promise.all(asking);
  });
});
