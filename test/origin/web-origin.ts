/** An origin on a web server of its own. */
import { createAllowList } from '../../src/origin/guard/allow-list.ts';
import { createHttpOrigin } from '../../src/origin/http.ts';
import { createFetcher, type FetcherOptions } from '../../src/origin/http/fetcher.ts';
import type { Origin } from '../../src/ports.ts';
import { startWeb, type WebServer } from '../servers/web.ts';

export interface WebUnderTest {
  readonly origin: Origin;
  readonly web: WebServer;
}

export const createWebOrigin = async (options: Partial<FetcherOptions> = {}): Promise<WebUnderTest> => {
  const web = await startWeb();
  const allowList = createAllowList({ entries: [], trusted: [web.base] });
  const fetcher = createFetcher({ allowList, maxBytes: 1_000_000, timeoutMs: 10_000, ...options });
  return { origin: createHttpOrigin({ base: web.base, fetcher }), web };
};
