/** Originals in memory and an engine without pixels, both of which count what they are asked to do. */
import { createHash, type BinaryLike } from 'node:crypto';
import { fail } from '../../src/errors.ts';
import type { Facts, LayerFacts, SourceFormat } from '../../src/ops/facts.ts';
import type { Hashing, LayerContent, Limits, Origin, PixelEngine, Rendered } from '../../src/ports.ts';
import { unwrap } from '../../src/result.ts';
import { createDelivery, type Delivery, type DeliveryDeps } from '../../src/service/deliver.ts';
import { createMemoryFacts } from '../../src/store/memory-facts.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { ParsedUrl } from '../../src/url/parsed-url.ts';
import { parseDelivery } from '../../src/url/route.ts';

const sha = (algorithm: string, data: BinaryLike, encoding: 'base64' | 'hex'): string =>
  createHash(algorithm).update(data).digest(encoding);

export const hashing: Hashing = {
  key: (text) => sha('sha256', text, 'hex').slice(0, 32),
  etag: (bytes) => sha('sha256', bytes, 'hex').slice(0, 32),
  digest: (algorithm, text) => sha(algorithm, text, 'base64'),
};

/** Text stands for bytes: `png 30x20` is a picture of that format and size. */
export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export interface FakeOrigin extends Origin {
  readonly files: Map<string, string>;
  readonly counts: { finds: number; opens: number; reads: number };
  down: boolean;
  /** Too many ask. */
  crowded: boolean;
  /** Never answers. */
  hangs: boolean;
  /** Counts in the world of `files`, so that a file may claim to have a version. */
  readonly versions: Map<string, number>;
}

const extensions = ['', '.jpg', '.png', '.svg'];

export const createFakeOrigin = (files: Readonly<Record<string, string>>): FakeOrigin => {
  const beginAnswer = async (): Promise<void> => {
    if (origin.hangs) await new Promise(() => {});
    if (origin.down) throw fail('origin.unreachable');
    if (origin.crowded) throw fail('overload.queue-full');
  };
  const origin: FakeOrigin = {
    files: new Map(Object.entries(files)),
    versions: new Map(),
    counts: { finds: 0, opens: 0, reads: 0 },
    down: false,
    crowded: false,
    hangs: false,
    find: async ({ publicId, format, exact }) => {
      origin.counts.finds += 1;
      await beginAnswer();
      const tried = exact === true ? [''] : [`.${format ?? ''}`, ...extensions];
      return tried.map((extension) => publicId + extension).find((key) => origin.files.has(key));
    },
    open: async (key, { ifNoneMatch }) => {
      origin.counts.opens += 1;
      await beginAnswer();
      const content = origin.files.get(key);
      if (content === undefined) return undefined;
      const etag = hashing.key(content);
      if (etag === ifNoneMatch) return 'not-modified';
      const version = origin.versions.get(key);
      return {
        key,
        etag,
        size: content.length,
        lastModifiedMs: 1_600_000_000_000,
        ...(version !== undefined && { version }),
        bytes: async () => {
          origin.counts.reads += 1;
          await beginAnswer();
          return origin.files.get(key) === content ? encode(content) : undefined;
        },
      };
    },
    check: beginAnswer,
  };
  return origin;
};

export interface FakeEngine extends PixelEngine {
  readonly counts: { opened: number; closed: number; renders: number; atOnce: number; mostAtOnce: number };
  /** Of each opening with layers. */
  readonly layerKinds: (LayerContent['kind'] | undefined)[][];
  /** Renders wait for this. */
  gate: Promise<void>;
  /** Called with every plan; may throw. */
  onRender: (signal: AbortSignal) => void;
}

export const createFakeEngine = (): FakeEngine => {
  const inspect = (bytes: Uint8Array): Facts => {
    const [, format, width, height] = decode(bytes).match(/^(\w+) (\d+)x(\d+)/) ?? [];
    if (format === undefined) throw fail('source.not-an-image');
    return {
      format: format as SourceFormat,
      storedWidth: Number(width),
      storedHeight: Number(height),
      orientation: 1,
      pages: 1,
      alpha: false,
      bytes: bytes.length,
    };
  };
  const inspectLayer = (content: LayerContent | undefined): LayerFacts => {
    if (content === undefined) return { kind: 'missing' };
    return content.kind === 'file' ? { kind: 'file' } : { kind: 'image', facts: inspect(content.bytes) };
  };
  const open: FakeEngine['open'] = async (bytes, _signal, _hints, layers = []) => {
    const own = inspect(bytes);
    engine.counts.opened += 1;
    if (layers.length > 0) engine.layerKinds.push(layers.map((layer) => layer?.kind));
    const facts = layers.length === 0 ? own : { ...own, layers: layers.map(inspectLayer) };
    return Promise.resolve({
      facts,
      measure: async ({ kind }) =>
        Promise.resolve(
          kind === 'text'
            ? { kind, width: 8, height: 8 }
            : { kind: 'content', box: { left: 1, top: 1, width: 8, height: 8 } },
        ),
      sample: async () => Promise.resolve({ rgb: new Uint8Array(3), width: 1, height: 1 }),
      render: async ({ operations, encode: { format: output }, canvases }, signal): Promise<Rendered> => {
        const { counts } = engine;
        counts.renders += 1;
        counts.atOnce += 1;
        counts.mostAtOnce = Math.max(counts.mostAtOnce, counts.atOnce);
        try {
          engine.onRender(signal);
          await engine.gate;
        } finally {
          counts.atOnce -= 1;
        }
        const last = canvases.at(-1) ?? { width: 0, height: 0 };
        const steps = operations.map(({ op }) => op).join();
        return {
          bytes: encode(`${output} of ${decode(bytes)} by ${steps}`),
          width: last.width,
          height: last.height,
          format: output,
        };
      },
      deliverable: async () => encode(decode(bytes).replace(/ script/g, '')),
      describePasses: async ({ operations }) => [operations.map(({ op }) => op)],
      close: async () => {
        engine.counts.closed += 1;
        return Promise.resolve();
      },
    });
  };
  const engine: FakeEngine = {
    counts: { opened: 0, closed: 0, renders: 0, atOnce: 0, mostAtOnce: 0 },
    layerKinds: [],
    gate: Promise.resolve(),
    onRender: () => {},
    open,
    glance: () => undefined,
    version: 'fake-1',
  };
  return engine;
};

export const limits: Limits = {
  maxInputBytes: 1000,
  maxInputPixels: 1e8,
  maxFrames: 300,
  maxFramePixels: 1e8,
  maxOutputSide: 8192,
  maxComponents: 40,
  maxLayers: 20,
  renderTimeoutMs: 20_000,
  originTimeoutMs: 10_000,
};

export const secret = 'secret';

export interface Bench {
  readonly origin: FakeOrigin;
  readonly engine: FakeEngine;
  readonly delivery: Delivery;
  readonly clock: { now: number };
  readonly events: readonly string[];
}

export const parse = (path: string): ParsedUrl =>
  unwrap(
    parseDelivery(path, { defaultCloud: 'demo', isCloud: (name) => name === 'demo', maxComponents: 40 }),
  );

export const createBench = (
  files: Readonly<Record<string, string>>,
  options: Partial<DeliveryDeps> = {},
): Bench => {
  const origin = createFakeOrigin(files);
  const engine = createFakeEngine();
  const clock = { now: 1_700_000_000_000 };
  const events: string[] = [];
  const delivery = createDelivery({
    origin,
    engine,
    store: createMemoryStore({ maxBytes: 10_000_000 }),
    facts: createMemoryFacts({ maxBytes: 1_000_000 }),
    hashing,
    clock: { nowMs: () => clock.now },
    log: { event: (_level, name) => events.push(name) },
    limits,
    access: { secretsOf: (cloud) => (cloud === 'demo' ? [secret] : []) },
    caching: { staleWhileRevalidateSeconds: 86_400 },
    renderSlots: 2,
    ...options,
  });
  return { origin, engine, delivery, clock, events };
};
