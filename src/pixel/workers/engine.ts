/** The engine in processes of its own: one picture at a time in each, and none of them can take the server down. */
import type { PixelLimits } from '../inspect.ts';
import { checkAborted } from '../failure.ts';
import { glance } from '../glance.ts';
import { describeVersion } from '../version.ts';
import type { Facts } from '../../ops/facts.ts';
import type { LayerContent, Limits, Log, OpenImage, PixelEngine, ReadContent } from '../../ports.ts';
import type { BackOff } from './back-off.ts';
import { findWorkerEntry } from './entry.ts';
import { createPool, type PoolStatus } from './pool.ts';
import { createPresume } from './presume.ts';
import { detach } from './protocol.ts';
import { readHead } from './read-content-file.ts';
import { type Content, createSession, type Session, type SessionDeps } from './session.ts';
import { createSpill } from './spill.ts';
import { createSuspects } from './suspects.ts';
import { startWorker } from './worker.ts';

export interface WorkerEngineOptions {
  /** Processes. */
  readonly workers: number;
  readonly limits: PixelLimits & Pick<Limits, 'renderTimeoutMs'>;
  readonly log: Log;
  /** A process that is larger between two pictures is replaced; 512 MB by default. */
  readonly maxRssBytes?: number;
  /** Originals that each process keeps; 64 MB by default. */
  readonly maxCacheBytes?: number;
  /** Larger originals go to a process as a file; 4 MB by default. */
  readonly maxPipedBytes?: number;
  /** Smaller ones never do, wherever they lie; 64 KB by default. */
  readonly minFileBytes?: number;
  /** Where such files are written; the system's folder for temporary files by default. */
  readonly temporaryFolder?: string;
  readonly backOff?: BackOff;
  /** The file that a process runs, when it is not the one beside this. */
  readonly entry?: string;
}

export interface WorkerEngine extends PixelEngine {
  readonly status: () => PoolStatus;
  /** Refuses what comes, ends what was begun, and resolves when no process is left. */
  readonly close: () => Promise<void>;
}

const kilobyte = 1024;
const megabyte = 1024 * 1024;
/** As a rule that is where a picture's size stands. */
const headBytes = 64 * kilobyte;
const startTimeoutMs = 30_000;
const barredMs = 60_000;

export const createWorkerEngine = (options: WorkerEngineOptions): WorkerEngine => {
  const { workers, limits, log, entry = findWorkerEntry() } = options;
  const { maxRssBytes = 512 * megabyte, maxCacheBytes = 64 * megabyte } = options;
  const { minFileBytes = 64 * kilobyte, maxPipedBytes = 4 * megabyte } = options;
  const { backOff = { firstMs: 100, maxMs: 30_000 } } = options;
  const pool = createPool({
    size: workers,
    start: () => startWorker({ entry, limits, maxCacheBytes }),
    ...{ maxCacheBytes, maxRssBytes, startTimeoutMs, backOff, log },
  });
  const spill = createSpill(options.temporaryFolder);
  const deps: SessionDeps = {
    pool,
    spill,
    suspects: createSuspects({ barredMs }),
    ...{ maxCacheBytes, maxPipedBytes, minFileBytes, timeoutMs: limits.renderTimeoutMs },
  };

  const presume = createPresume(limits);

  const toContent = ({ kind, bytes, hints = {} }: LayerContent): Content => ({
    ...hints,
    kind,
    size: bytes.byteLength,
    read: async () => Promise.resolve(bytes),
  });

  return {
    open: async (bytes, signal, hints = {}, layers = []) => {
      checkAborted(signal);
      const original: LayerContent = { kind: 'image', bytes, hints };
      const own = presume.facts(original);
      const presumed = layers.map(presume.layer);
      const session = createSession(deps, [
        toContent(original),
        ...layers.map((layer) => layer && toContent(layer)),
      ]);
      try {
        const isKnown = own !== undefined && presumed.every((layer) => layer !== undefined);
        const facts = !isKnown
          ? await session.ask({ kind: 'facts' }, signal)
          : presumed.length === 0
            ? own
            : { ...own, layers: presumed };
        presume.note(hints.key, facts);
        for (const [index, layer] of layers.entries()) {
          const told = facts.layers?.[index];
          if (told?.kind === 'image') presume.note(layer?.hints?.key, told.facts);
        }
        return createRemoteImage(session, facts, async () => Promise.resolve(bytes));
      } catch (error) {
        session.close();
        throw error;
      }
    },
    reopen: (content) => {
      const { key, read } = content;
      const facts = presume.recall(key);
      // A drawing is left out: what it costs is not among its facts.
      if (facts === undefined || facts.format === 'svg' || !pool.holds(key)) return undefined;
      const session = createSession(deps, [{ kind: 'image', ...content, size: facts.bytes }]);
      return createRemoteImage(session, facts, read);
    },
    openFile: async (content) => {
      const { key, file, size, read } = content;
      const head = file && size > minFileBytes ? await readHead(file, headBytes) : undefined;
      const seen = head && presume.beginning(head, key, size);
      if (seen === undefined) return undefined;
      const open = async (signal: AbortSignal): Promise<OpenImage> => {
        checkAborted(signal);
        const session = createSession(deps, [{ kind: 'image', ...content }]);
        try {
          const facts = seen.facts ?? (await session.ask({ kind: 'facts' }, signal));
          presume.note(key, facts);
          return createRemoteImage(session, facts, read);
        } catch (error) {
          session.close();
          throw error;
        }
      };
      return { glance: seen.glance, open };
    },
    glance,
    version: describeVersion(),
    status: pool.status,
    close: async () => {
      await pool.close();
      await spill.close();
    },
  };
};

const createRemoteImage = (session: Session, facts: Facts, read: ReadContent): OpenImage => ({
  facts,
  measure: async (measure, signal) => session.ask({ kind: 'measure', measure }, signal),
  sample: async (index, maxSide, signal) => {
    const sample = await session.ask({ kind: 'sample', index, maxSide }, signal);
    return { ...sample, rgb: detach(sample.rgb) };
  },
  render: async (plan, signal) => {
    const rendered = await session.ask({ kind: 'render', plan }, signal);
    return { ...rendered, bytes: detach(rendered.bytes) };
  },
  describePasses: async (plan, signal) => session.ask({ kind: 'passes', plan }, signal),
  deliverable: async (signal) =>
    facts.format === 'svg' ? detach(await session.ask({ kind: 'deliverable' }, signal)) : read(signal),
  close: async () => {
    session.close();
    return Promise.resolve();
  },
});
