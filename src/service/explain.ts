/** What a URL means, stage by stage, as JSON: the same steps as a delivery, with nothing read from or put in the store. */
import { type Diagnostic, Failure } from '../errors.ts';
import { variantKeyText } from '../plan/keys.ts';
import { judgeRecord } from '../plan/record.ts';
import { findUnsupported } from '../plan/unsupported.ts';
import type { Clock, Hashing, Limits, OpenImage, Origin, PixelEngine, VariantStore } from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { printTransformation } from '../url/print.ts';
import { type AccessPolicy, checkAccess } from './access.ts';
import { contentTypeOf } from './content-types.ts';
import { withinTime } from './deadline.ts';
import { createGate } from './gate.ts';
import { type Located, locateSources } from './locate.ts';
import { planImage } from './plan-image.ts';
import type { ReadOriginal } from './read-original.ts';
import { createStopwatch, type Stopwatch } from './stopwatch.ts';

export interface ExplainDeps {
  readonly origin: Origin;
  readonly remote?: Origin;
  readonly store: VariantStore;
  readonly engine: PixelEngine;
  readonly hashing: Hashing;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly access: AccessPolicy;
  readonly keyOf: (url: ParsedUrl) => string;
  readonly readOriginal: ReadOriginal;
}

export type Explain = (url: ParsedUrl, signal: AbortSignal) => Promise<unknown>;

/** Stages by name, filled as far as one gets. */
type Explanation = Record<string, unknown>;

/** One explanation at a time, and few that wait: it is a tool, not traffic. */
const maxWaiting = 8;

export const createExplain = (deps: ExplainDeps): Explain => {
  const { engine, hashing, limits, store, clock, keyOf } = deps;
  const gate = createGate({ capacity: 1, maxWaiting });

  const explainCache = async (url: ParsedUrl, signal: AbortSignal): Promise<Explanation> => {
    const requestKey = keyOf(url);
    const record = await store.getRecord(requestKey, signal);
    const variant = record && (await store.get(record.variantKey, signal));
    return {
      requestKey,
      record,
      judgement: judgeRecord(record, clock.nowMs(), url.version),
      stored: variant !== undefined,
    };
  };

  const renderImage = async (
    image: OpenImage,
    url: ParsedUrl,
    stages: Explanation,
    { stopwatch, signal }: { readonly stopwatch: Stopwatch; readonly signal: AbortSignal },
  ): Promise<void> => {
    stages['facts'] = image.facts;
    const wanted = {
      maxOutputSide: limits.maxOutputSide,
      ...(url.format !== undefined && { extension: url.format }),
    };
    const { facts, planned } = await stopwatch.time('plan', async () =>
      planImage(image, url.transformation, wanted, signal),
    );
    stages['facts'] = facts;
    stages['plan'] = planned;
    if (planned.kind === 'original') return;
    const { plan } = planned;
    stages['passes'] = await image.describePasses(plan, signal);
    const { bytes, width, height } = await stopwatch.time('render', async () => image.render(plan, signal));
    stages['result'] = {
      contentType: contentTypeOf(plan.encode.format),
      width,
      height,
      bytes: bytes.byteLength,
    };
  };

  const explainSource = async (
    url: ParsedUrl,
    { source, recorded }: Located,
    stages: Explanation,
    run: { readonly stopwatch: Stopwatch; readonly signal: AbortSignal },
  ): Promise<void> => {
    stages['source'] = { ...recorded, bytes: source.size };
    stages['variantKey'] = hashing.key(variantKeyText(keyOf(url), [recorded]));
    if (url.resourceType !== 'image') return;
    await deps.readOriginal.use(source, run.signal, run.stopwatch, async (bytes) => {
      const image = await engine.open(bytes, run.signal);
      try {
        await renderImage(image, url, stages, run);
      } finally {
        await image.close();
      }
    });
  };

  /** Goes through the stages as far as they go. */
  const walk = async (
    url: ParsedUrl,
    stages: Explanation,
    signal: AbortSignal,
    stopwatch: Stopwatch,
  ): Promise<void> => {
    stages['canonical'] = printTransformation(url.transformation);
    stages['unsupported'] = findUnsupported(url.transformation);
    stages['access'] = explainFailure(() => checkAccess(url, deps.access, hashing)) ?? 'granted';
    stages['cache'] = await explainCache(url, signal);
    const located = await stopwatch.time('origin', async () =>
      locateSources({ ...deps, originTimeoutMs: limits.originTimeoutMs }, [url], {}, signal),
    );
    stages['source'] = located.kind;
    const [original] = located.kind === 'located' ? located.sources : [];
    try {
      if (original) await explainSource(url, original, stages, { stopwatch, signal });
    } finally {
      original?.source.close?.();
    }
  };

  return async (url, signal) => {
    const { transformation, ...address } = url;
    const stages: Explanation = { url: address, transformation };
    const stopwatch = createStopwatch();
    const leave = await gate.enter(1, signal);
    try {
      const limit = { timeoutMs: limits.renderTimeoutMs, code: 'render.deadline' } as const;
      await withinTime(limit, signal, async (limited) => walk(url, stages, limited, stopwatch));
    } catch (error) {
      stages['error'] = diagnosticOf(error);
    } finally {
      leave();
    }
    const timings = stopwatch
      .timings()
      .map(({ name, durationMs }) => [name, Math.round(durationMs * 100) / 100]);
    return { ...stages, timings: Object.fromEntries(timings) as unknown };
  };
};

/** What is wrong with the URL or the original is part of the explanation; what is wrong with us is not. */
const diagnosticOf = (error: unknown): Diagnostic => {
  if (error instanceof Failure) return error.diagnostic;
  throw error;
};

const explainFailure = (check: () => void): Diagnostic | undefined => {
  try {
    check();
    return undefined;
  } catch (error) {
    return diagnosticOf(error);
  }
};
