/** Many who ask one server at a time. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAllowList } from '../../../src/origin/guard/allow-list.ts';
import { createFetchOrigin } from '../../../src/origin/http.ts';
import { createFetcher, type FetcherOptions } from '../../../src/origin/http/fetcher.ts';
import type { Origin } from '../../../src/ports.ts';
import { codeOf } from '../../contracts/origin.ts';
import { startWeb, type Behave, type WebServer } from '../../servers/web.ts';

const { signal } = new AbortController();
let web: WebServer;
beforeEach(async () => {
  web = await startWeb();
});
afterEach(async () => web.close());

const create = (options: Partial<FetcherOptions> = {}): Origin => {
  const allowList = createAllowList({ entries: [], trusted: [web.base] });
  return createFetchOrigin(createFetcher({ allowList, maxBytes: 1000, timeoutMs: 10_000, ...options }));
};

const open = async (origin: Origin) => origin.open(`${web.base}a.png`, {}, signal);

describe('a crowd', () => {
  it('waits for a connection, which is not held against the server', async () => {
    const slowly: Behave = (_, answer) => {
      setTimeout(() => answer.writeHead(404).end(), 60);
      return true;
    };
    web.behave = slowly;
    const origin = create({ maxConnections: 1, connectTimeoutMs: 30 });
    expect(await Promise.all([open(origin), open(origin)])).toEqual([undefined, undefined]);
    expect(web.connections()).toBe(1);
  });

  it('is refused at once beyond those that have a connection, and as many who wait for one', async () => {
    const held: (() => void)[] = [];
    web.behave = (_, answer) => {
      held.push(() => answer.writeHead(404).end());
      return true;
    };
    const origin = create({ maxConnections: 2 });
    const asking = [1, 2, 3, 4].map(async () => codeOf(open(origin)));
    expect(await codeOf(open(origin))).toBe('overload.queue-full');
    await vi.waitUntil(() => held.length === 2);
    web.behave = () => false;
    for (const answer of held) answer();
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['no failure']));
    expect(await codeOf(open(origin))).toBe('no failure');
  });

  it('at one server is in the way of no other', async () => {
    const other = await startWeb();
    const allowList = createAllowList({ entries: [], trusted: [web.base, other.base] });
    const origin = createFetchOrigin(
      createFetcher({ allowList, maxBytes: 1000, timeoutMs: 10_000, maxConnections: 1 }),
    );
    web.behave = () => true;
    const leaving = new AbortController();
    const stuck = [1, 2].map(async () => codeOf(origin.open(`${web.base}a.png`, {}, leaving.signal)));
    expect(await codeOf(open(origin))).toBe('overload.queue-full');
    expect(await codeOf(origin.open(`${other.base}a.png`, {}, signal))).toBe('no failure');
    leaving.abort();
    await Promise.all(stuck);
    await other.close();
  });
});
