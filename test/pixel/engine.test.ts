import { createPixelEngine } from '../../src/pixel/engine.ts';
import { describePixelEngine } from '../contracts/pixel-engine.ts';

describePixelEngine('the engine in this process', async (limits) =>
  Promise.resolve({ engine: createPixelEngine({ limits }), close: async () => {} }),
);
