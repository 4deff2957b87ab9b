/** Where pictures are made: in worker processes, or in this one. */
import { availableParallelism } from 'node:os';
import type { Text } from '../ops/text.ts';
import { createPixelEngine } from '../pixel/engine.ts';
import { createWorkerEngine } from '../pixel/workers/engine.ts';
import type { PoolStatus } from '../pixel/workers/pool.ts';
import type { Limits, Log, PixelEngine } from '../ports.ts';
import { createRender } from '../render.ts';

export interface EngineSettings {
  /** Processes that make pictures; none, and this one makes them itself, when it is 0. */
  readonly workers: number;
  /** A worker with more is replaced between two pictures. */
  readonly workerBytes?: number;
  /** Of Node's thread pool. */
  readonly threads: number;
  readonly limits: Limits;
  readonly log: Log;
}

export interface ComposedEngine {
  readonly engine: PixelEngine;
  /** Pictures that may be made at a time. */
  readonly slots: number;
  /** Throws when no picture can be made. */
  readonly check: (signal: AbortSignal) => Promise<void>;
  /** Throws when no text can be drawn. */
  readonly checkFonts: (signal: AbortSignal) => Promise<void>;
  /** Undefined without workers. */
  readonly workers: () => PoolStatus | undefined;
  readonly close: () => Promise<void>;
}

/** A drawing of one pixel, so that nothing has to be read to see whether pictures can be made. */
const onePixel = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>',
);

/** Drawn only to see that the fonts are there. */
const sampleText: Text = {
  text: 'A',
  family: 'Arimo',
  size: 16,
  weight: 400,
  italic: false,
  align: 'left',
  letterSpacing: 0,
  lineSpacing: 0,
  color: { r: 0, g: 0, b: 0, alpha: 1 },
  trim: true,
};

const checkFontsWith =
  (engine: PixelEngine) =>
  async (signal: AbortSignal): Promise<void> => {
    const image = await engine.open(onePixel, signal);
    try {
      await image.measure({ kind: 'text', text: sampleText }, signal);
    } finally {
      await image.close();
    }
  };

export const createEngine = (settings: EngineSettings): ComposedEngine => {
  const { workers, workerBytes, threads, limits, log } = settings;
  const checkWith =
    (engine: PixelEngine) =>
    async (signal: AbortSignal): Promise<void> => {
      await createRender({ engine, limits })(onePixel, 'e_sepia', { format: 'png', signal });
    };
  if (workers === 0) {
    // One thread of libvips for each render, and one thread of the pool left over, so that neither files nor health
    // checks wait behind pictures.
    const engine = createPixelEngine({ limits, concurrency: 1 });
    const slots = Math.max(1, Math.min(availableParallelism(), threads - 1));
    const close = async (): Promise<void> => Promise.resolve();
    return {
      ...{ engine, slots, close },
      check: checkWith(engine),
      checkFonts: checkFontsWith(engine),
      workers: () => undefined,
    };
  }
  const size = workerBytes === undefined ? {} : { maxRssBytes: workerBytes };
  const engine = createWorkerEngine({ workers, limits, log, ...size });
  /** Workers that all make pictures have proven that they can; health is no reason to keep one waiting. */
  const unlessBusy =
    (check: ComposedEngine['check']): ComposedEngine['check'] =>
    async (signal) => {
      if (engine.status().workers.some(({ state }) => state !== 'busy')) await check(signal);
    };
  return {
    engine,
    slots: workers,
    check: unlessBusy(checkWith(engine)),
    checkFonts: unlessBusy(checkFontsWith(engine)),
    workers: engine.status,
    close: engine.close,
  };
};
