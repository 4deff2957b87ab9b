import { createHttpOrigin } from '../../src/origin/http.ts';
import { createFetcher } from '../../src/origin/http/fetcher.ts';
import { createAllowList } from '../../src/origin/guard/allow-list.ts';
import { describeOrigin } from '../contracts/origin.ts';
import { startWeb } from '../servers/web.ts';

describeOrigin('a web server', async () => {
  const web = await startWeb();
  const allowList = createAllowList({ entries: [], trusted: [web.base] });
  const fetcher = createFetcher({ allowList, maxBytes: 1_000_000, timeoutMs: 10_000 });
  return {
    origin: createHttpOrigin({ base: web.base, fetcher }),
    write: async (path, text) => {
      web.files.set(path, text);
    },
    remove: async (path) => {
      web.files.delete(path);
    },
    breakDown: async () => web.close(),
    close: async () => web.close(),
  };
});
