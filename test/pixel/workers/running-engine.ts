/** A pool of real workers, with what tests need to break it: what it logged, and workers that can be held up. */
import { EventEmitter, once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import {
  createWorkerEngine,
  type WorkerEngine,
  type WorkerEngineOptions,
} from '../../../src/pixel/workers/engine.ts';
import type { SeatState } from '../../../src/pixel/workers/seat.ts';
import { draw, planOf } from '../../contracts/pixel-engine.ts';
import { goOn, standStill } from './stand-still.ts';

export const { signal } = new AbortController();

export interface RunningEngine {
  readonly engine: WorkerEngine;
  /** Names of events, as they came. */
  readonly events: readonly string[];
  /** The next event of that name, or the first if it has come already. */
  readonly logged: (name: string) => Promise<void>;
  readonly pids: () => readonly number[];
  /** Of those in that state. */
  readonly pidsOf: (state: SeatState) => readonly number[];
  /** All of them have started and have nothing to do. */
  readonly untilIdle: () => Promise<void>;
  /** From now on all of them do nothing, until they are let go on or killed. */
  readonly standStill: () => Promise<void>;
  /** Lets them go on, and ends them. */
  readonly close: () => Promise<void>;
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
  const pids = (): readonly number[] =>
    engine.status().workers.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  const untilIdle = async (): Promise<void> =>
    until(() => engine.status().workers.every(({ state }) => state === 'idle'));
  return {
    engine,
    events,
    logged: async (name) => {
      if (!events.includes(name)) await once(emitter, name);
    },
    pids,
    pidsOf: (wanted) =>
      engine
        .status()
        .workers.flatMap(({ pid, state }) => (pid === undefined || state !== wanted ? [] : [pid])),
    untilIdle,
    standStill: async () => {
      await untilIdle();
      standStill(pids());
    },
    close: async () => {
      goOn(pids());
      await engine.close();
    },
  };
};

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

export interface Begun {
  /** The worker that has been asked for it. */
  readonly pid: number;
  /** Its width. */
  readonly made: Promise<number>;
  readonly close: () => Promise<void>;
}

/** Has a picture begun that gets nowhere: the workers stand still. */
export const beginStuck = async (running: RunningEngine, leaving = signal): Promise<Begun> => {
  await running.standStill();
  const image = await running.engine.open(await draw('jpeg'), signal);
  const made = image.render(planOf(image, 'c_scale,w_30'), leaving).then(({ width }) => width);
  await until(() => running.pidsOf('busy').length > 0);
  return { pid: running.pidsOf('busy')[0] ?? Number.NaN, made, close: image.close };
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
