/** The engine in processes of its own: one picture at a time in each, and none of them can take the server down. */
import { LRUCache } from 'lru-cache';
import { describeJpeg, type PixelLimits } from '../inspect.ts';
import { requireFormat } from '../sniff.ts';
import { checkAborted } from '../failure.ts';
import { glance } from '../glance.ts';
import { describeVersion } from '../version.ts';
import type { Facts, LayerFacts } from '../../ops/facts.ts';
import type { LayerContent, Limits, Log, OpenImage, PixelEngine, ReadContent } from '../../ports.ts';
import type { BackOff } from './back-off.ts';
import { findWorkerEntry } from './entry.ts';
import { createPool, type PoolStatus } from './pool.ts';
import { detach } from './protocol.ts';
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

const megabyte = 1024 * 1024;
const startTimeoutMs = 30_000;
const barredMs = 60_000;
const maxKnown = 10_000;

export const createWorkerEngine = (options: WorkerEngineOptions): WorkerEngine => {
  const { workers, limits, log, entry = findWorkerEntry() } = options;
  const { maxRssBytes = 512 * megabyte, maxCacheBytes = 64 * megabyte } = options;
  const { maxPipedBytes = 4 * megabyte, backOff = { firstMs: 100, maxMs: 30_000 } } = options;
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
    ...{ maxCacheBytes, maxPipedBytes, timeoutMs: limits.renderTimeoutMs },
  };

  /** What is known of contents that a worker may have. */
  const known = new LRUCache<string, Facts>({ max: maxKnown });

  const toContent = ({ kind, bytes, hints = {} }: LayerContent): Content => ({
    ...hints,
    kind,
    size: bytes.byteLength,
    read: async () => Promise.resolve(bytes),
  });

  /** What needs no worker to be found out: what an ordinary JPEG's header says, and what was found out before. */
  const presume = ({ bytes, hints }: LayerContent): Facts | undefined => {
    const format = requireFormat(bytes);
    const plain = format === 'jpg' ? describeJpeg(bytes, limits)?.facts : undefined;
    // A drawing is left out: only the worker knows what it costs.
    return plain ?? (hints?.key === undefined || format === 'svg' ? undefined : known.get(hints.key));
  };

  const presumeLayer = (layer: LayerContent | undefined): LayerFacts | undefined => {
    if (layer === undefined) return { kind: 'missing' };
    if (layer.kind === 'file') return { kind: 'file' };
    const facts = presume(layer);
    return facts && { kind: 'image', facts };
  };

  const remember = ({ hints }: LayerContent, facts: Facts): void => {
    const { layers: _, ...own } = facts;
    if (hints?.key !== undefined) known.set(hints.key, own);
  };

  return {
    open: async (bytes, signal, hints = {}, layers = []) => {
      checkAborted(signal);
      const original: LayerContent = { kind: 'image', bytes, hints };
      const own = presume(original);
      const presumed = layers.map(presumeLayer);
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
        remember(original, facts);
        for (const [index, layer] of layers.entries()) {
          const told = facts.layers?.[index];
          if (layer !== undefined && told?.kind === 'image') remember(layer, told.facts);
        }
        return createRemoteImage(session, facts, async () => Promise.resolve(bytes));
      } catch (error) {
        session.close();
        throw error;
      }
    },
    reopen: (key, read) => {
      const facts = known.get(key);
      // A drawing is left out: what it costs is not among its facts.
      if (facts === undefined || facts.format === 'svg' || !pool.holds(key)) return undefined;
      const session = createSession(deps, [{ kind: 'image', key, size: facts.bytes, read }]);
      return createRemoteImage(session, facts, read);
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
