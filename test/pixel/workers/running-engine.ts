/** A pool of real workers, with what tests need to break it: what it logged, and a picture that takes its time. */
import { EventEmitter, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Plan } from '../../../src/plan/plan.ts';
import type { OpenImage } from '../../../src/ports.ts';
import {
  createWorkerEngine,
  type WorkerEngine,
  type WorkerEngineOptions,
} from '../../../src/pixel/workers/engine.ts';
import { draw, planOf } from '../../contracts/pixel-engine.ts';

export const { signal } = new AbortController();

export interface RunningEngine {
  readonly engine: WorkerEngine;
  /** Names of events, as they came. */
  readonly events: readonly string[];
  /** The next event of that name, or the first if it has come already. */
  readonly logged: (name: string) => Promise<void>;
  readonly pids: () => readonly number[];
}

const limits = {
  maxInputPixels: 100_000_000,
  maxFrames: 300,
  maxFramePixels: 250_000_000,
  renderTimeoutMs: 20_000,
};

export const startEngine = (options: Partial<WorkerEngineOptions> = {}): RunningEngine => {
  const events: string[] = [];
  const emitter = new EventEmitter();
  const engine = createWorkerEngine({
    workers: 2,
    limits,
    log: {
      event: (_level, name) => {
        events.push(name);
        emitter.emit(name);
      },
    },
    ...options,
  });
  return {
    engine,
    events,
    logged: async (name) => {
      if (!events.includes(name)) await once(emitter, name);
    },
    pids: () => engine.status().workers.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  };
};

/** Blurring this takes a second and more. */
export const drawLarge = async (): Promise<Uint8Array> => draw('jpeg', 2500, 2500);

export const slowPlan = (image: OpenImage): Plan => planOf(image, 'e_blur:2000/e_sharpen/e_blur:2000/f_webp');

export const renderSmall = async (
  { engine }: RunningEngine,
  bytes: Uint8Array,
  key?: string,
): Promise<number> => {
  const image = await engine.open(bytes, signal, key === undefined ? {} : { key });
  try {
    return (await image.render(planOf(image, 'c_scale,w_30'), signal)).width;
  } finally {
    await image.close();
  }
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** For what says nothing when it changes, such as other processes; the runner's timeout is the only limit. */
export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await setTimeout(2);
};
