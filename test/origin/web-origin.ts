/** An origin on a web server of its own. */
import { createAllowList } from '../../src/origin/guard/allow-list.ts';
import { createHttpOrigin } from '../../src/origin/http.ts';
import { createFetcher, type Fetcher, type FetcherOptions } from '../../src/origin/http/fetcher.ts';
import type { Origin } from '../../src/ports.ts';
import { startWeb, type WebServer } from '../servers/web.ts';

export interface WebUnderTest {
  readonly origin: Origin;
  readonly web: WebServer;
}

/** One that may ask these servers. */
export const createFetcherFor = (
  webs: readonly WebServer[],
  options: Partial<FetcherOptions> = {},
): Fetcher => {
  const allowList = createAllowList({ entries: [], trusted: webs.map(({ base }) => base) });
  return createFetcher({ allowList, maxBytes: 1_000_000, timeoutMs: 10_000, ...options });
};

export const createWebOrigin = async (options: Partial<FetcherOptions> = {}): Promise<WebUnderTest> => {
  const web = await startWeb();
  return { origin: createHttpOrigin({ base: web.base, fetcher: createFetcherFor([web], options) }), web };
};
