/** A thousand clients, all at once, on one URL that nobody has asked for before: the origin is read once, and one picture made. */
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/http/app.ts';
import { createHttpServer } from '../src/http/node-listener.ts';
import { defaultLimits } from '../src/main/limits.ts';
import { createClock } from '../src/node/clock.ts';
import { createHashing } from '../src/node/hashing.ts';
import { createFileOrigin } from '../src/origin/file.ts';
import { createPixelEngine } from '../src/pixel/engine.ts';
import type { Origin, PixelEngine } from '../src/ports.ts';
import { unwrap } from '../src/result.ts';
import { createDelivery } from '../src/service/deliver.ts';
import { createMemoryFacts } from '../src/store/memory-facts.ts';
import { createMemoryStore } from '../src/store/memory.ts';
import { parseDelivery } from '../src/url/route.ts';
import type { Measurement } from './report.ts';

const clients = 1000;
const originals = fileURLToPath(new URL('../fixtures/originals', import.meta.url));
const path = '/demo/image/upload/c_fill,w_500,h_500/e_sharpen/landscape.jpg';

interface Counts {
  reads: number;
  renders: number;
}

type Opened = Awaited<ReturnType<Origin['open']>>;

const countReads = (origin: Origin, counts: Counts): Origin => {
  const watch = (source: Opened): Opened => {
    if (source === undefined || source === 'not-modified') return source;
    return {
      ...source,
      bytes: async (...wanted) => {
        counts.reads += 1;
        return source.bytes(...wanted);
      },
    };
  };
  const { open, locate } = origin;
  return {
    ...origin,
    open: async (...asked) => watch(await open(...asked)),
    ...(locate && { locate: async (...asked) => watch(await locate(...asked)) }),
  };
};

const countRenders = (engine: PixelEngine, counts: Counts): PixelEngine => ({
  ...engine,
  open: async (...asked) => {
    const image = await engine.open(...asked);
    return {
      ...image,
      render: async (...wanted) => {
        counts.renders += 1;
        return image.render(...wanted);
      },
    };
  },
});

const createServer = (counts: Counts): ReturnType<typeof createHttpServer> => {
  const hashing = createHashing();
  const log = { event: (): void => {} };
  const delivery = createDelivery({
    origin: countReads(createFileOrigin({ root: originals }), counts),
    store: createMemoryStore({ maxBytes: 64 * 1024 * 1024 }),
    facts: createMemoryFacts({ maxBytes: 1024 * 1024 }),
    engine: countRenders(createPixelEngine({ limits: defaultLimits, concurrency: 1 }), counts),
    ...{ hashing, log, clock: createClock(), limits: defaultLimits, renderSlots: 2 },
    access: { secretsOf: () => [] },
    caching: { staleWhileRevalidateSeconds: 0 },
  });
  const options = {
    defaultCloud: 'demo',
    isCloud: (name: string): boolean => name === 'demo',
    maxComponents: 40,
  };
  return createHttpServer(
    createApp({
      parse: (target) => unwrap(parseDelivery(target, options)),
      deliver: delivery.deliver,
      explain: delivery.explain,
      access: { keys: [], hashing },
      checks: {},
      reference: { cloud: 'demo', readScript: async () => Promise.resolve(undefined) },
      home: async () => Promise.resolve({ cloud: 'demo', examples: [] }),
      log,
      newRequestId: () => '',
    }),
  );
};

/** The ETag of what came, so that it can be said whether all had the same. */
const ask = async (port: number, agent: Agent): Promise<string> =>
  new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(`${response.statusCode} ${response.headers.etag}`));
    });
    asking.on('error', reject);
    asking.end();
  });

export const benchHerd = async (): Promise<readonly Measurement[]> => {
  await readFile(`${originals}/landscape.jpg`); // the disk is not what is measured
  const counts: Counts = { reads: 0, renders: 0 };
  const server = createServer(counts);
  await new Promise<void>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: clients }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: false });
  const startMs = performance.now();
  const answers = await Promise.all(Array.from({ length: clients }, async () => ask(port, agent)));
  const tookMs = performance.now() - startMs;
  server.closeAllConnections();
  server.close();
  const [first = ''] = answers;
  const isSame = first.startsWith('200 ') && answers.every((answer) => answer === first);
  return [
    {
      what: `herd: ${clients} clients on one cold URL`,
      figure: `${counts.reads} read, ${counts.renders} render${isSame ? '' : ', NOT THE SAME'} (${tookMs.toFixed(0)} ms)`,
      budget: '1 origin read, 1 render',
      met: isSame && counts.reads === 1 && counts.renders === 1,
    },
  ];
};
