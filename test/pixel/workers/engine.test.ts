import { createWorkerEngine } from '../../../src/pixel/workers/engine.ts';
import { describePixelEngine } from '../../contracts/pixel-engine.ts';

const log = { event: () => {} };

describePixelEngine('a pool of workers', async (limits) => {
  const engine = createWorkerEngine({ workers: 2, limits: { ...limits, renderTimeoutMs: 20_000 }, log });
  return Promise.resolve({ engine, close: engine.close });
});

describePixelEngine('a pool to which every original crosses as a file', async (limits) => {
  const engine = createWorkerEngine({
    workers: 1,
    limits: { ...limits, renderTimeoutMs: 20_000 },
    log,
    maxPipedBytes: 0,
    maxCacheBytes: 0,
  });
  return Promise.resolve({ engine, close: engine.close });
});
