/**
 * Looks for faces in a process of its own, which is started when somebody asks for the first time, replaced when it
 * dies, and let go when nobody asks for a while: it takes some 350 MB.
 */
import { fail, Failure } from '../errors.ts';
import type { FaceDetector, Log, TilePolicy } from '../ports.ts';
import { findVisionEntry } from './entry.ts';
import { networkSide } from './mobile-net.ts';
import type { Findings, Task } from './protocol.ts';
import { createSeat } from './seat.ts';

export interface DetectorOptions {
  readonly log: Log;
  /** Where a crowd is seen, by default. */
  readonly tiles?: TilePolicy;
  /** The file that the process runs, when it is not the one beside this. */
  readonly entry?: string;
  /** Pictures that may wait; 64 by default. */
  readonly maxWaiting?: number;
  /** For one picture; 20 s by default. The process may take a minute to start, on a machine that is busy. */
  readonly timeoutMs?: number;
  /** Without work for so long, the process ends; 10 minutes by default. */
  readonly idleMs?: number;
  /** A process that is larger between two pictures is replaced; 1 GB by default. */
  readonly maxRssBytes?: number;
}

export interface DetectorStatus {
  readonly running: boolean;
  readonly waiting: number;
  readonly starts: number;
  readonly searches: number;
  /** Of the process after its last picture; 0 before. */
  readonly rssBytes: number;
}

export interface ProcessDetector extends FaceDetector {
  /** Not needed, but whoever measures may want the process to be there before. Never throws. */
  readonly start: () => Promise<void>;
  readonly status: () => DetectorStatus;
  /** Refuses what comes, drops what waits, and resolves when the process is gone. */
  readonly close: () => Promise<void>;
}

interface Job {
  readonly task: Task;
  readonly signal: AbortSignal;
  readonly resolve: (found: unknown) => void;
  readonly reject: (failure: Failure) => void;
}

/** Part of the names of facts: to be raised whenever the same picture could give other faces. */
const version = 'ssd-3';

const megabyte = 1024 * 1024;

const reasonOf = ({ reason }: AbortSignal): Failure =>
  reason instanceof Failure ? reason : fail('request.aborted', undefined, reason);

export const createFaceDetector = (options: DetectorOptions): ProcessDetector => {
  const { log, maxWaiting = 64, timeoutMs = 20_000, idleMs = 600_000 } = options;
  const { maxRssBytes = 1024 * megabyte, tiles: policy = 'crowds' } = options;
  const waiting = new Set<Job>(); // insertion order is the order of arrival
  const seat = createSeat({ findEntry: () => options.entry ?? findVisionEntry(), timeoutMs, maxRssBytes });
  let isBusy = false;
  let isClosed = false;
  let searches = 0;
  let idle: NodeJS.Timeout | undefined;

  const perform = async ({ task, resolve, reject }: Job): Promise<void> => {
    try {
      resolve(await seat.ask(task));
      searches += 1;
    } catch (error) {
      log.event('error', 'vision.failed', { task: task.kind, error });
      reject(fail('vision.failed', undefined, error));
    }
  };

  const run = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    clearTimeout(idle);
    for (const job of waiting) {
      waiting.delete(job);
      if (!job.signal.aborted) await perform(job);
    }
    isBusy = false;
    idle = setTimeout(() => {
      void seat.clear();
    }, idleMs);
    idle.unref();
  };

  const ask = async <Kind extends Task['kind']>(
    task: Extract<Task, { readonly kind: Kind }>,
    signal: AbortSignal,
  ): Promise<Findings[Kind]> => {
    if (signal.aborted) throw reasonOf(signal);
    if (isClosed || seat.isResting()) throw fail('vision.unavailable');
    if (waiting.size >= maxWaiting) {
      throw fail('vision.unavailable', 'Too many pictures wait for the detector');
    }
    let leave = (): void => undefined;
    try {
      return await new Promise<Findings[Kind]>((resolve, reject) => {
        const job: Job = { task, signal, resolve: (found) => resolve(found as Findings[Kind]), reject };
        leave = () => {
          waiting.delete(job);
          reject(reasonOf(signal));
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(job);
        void run();
      });
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };

  return {
    start: seat.start,
    sampleSide: ({ tiles = false }) => (tiles ? 2 * networkSide : networkSide),
    find: async (sample, find, signal) => ask({ kind: 'faces', sample, options: find }, signal),
    findLandmarks: async (sample, faces, signal) =>
      faces.length === 0 ? [] : ask({ kind: 'landmarks', sample, faces }, signal),
    tiles: policy,
    version: `${version} ${policy}`,
    status: () => ({
      running: seat.isTaken(),
      waiting: waiting.size,
      starts: seat.starts(),
      searches,
      rssBytes: seat.rssBytes(),
    }),
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      for (const job of waiting) job.reject(fail('vision.unavailable'));
      waiting.clear();
      await seat.clear();
    },
  };
};
