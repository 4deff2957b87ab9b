/** What a URL means, stage by stage, as JSON: the same steps as a delivery, with nothing read from or put in the store. */
import { type Diagnostic, Failure } from '../errors.ts';
import { variantKeyText } from '../plan/keys.ts';
import { type Client, negotiate } from '../plan/negotiate.ts';
import type { Wanted } from '../plan/plan-chain.ts';
import { judgeRecord } from '../plan/record.ts';
import { findUnsupported } from '../plan/unsupported.ts';
import type { Clock, Hashing, Limits, Origin, PixelEngine, VariantStore } from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { printTransformation } from '../url/print.ts';
import { type AccessPolicy, checkAccess, checkLayers } from './access.ts';
import { withinTime } from './deadline.ts';
import { addCoordinates, type CoordinatesOf } from './coordinates.ts';
import type { FaceFinder } from './find-faces.ts';
import { explainImage, type Run } from './explain-image.ts';
import { createGate } from './gate.ts';
import type { KeyOf } from './identify.ts';
import { type LayerAsset, layersOf, toContents, toJobLayers } from './layers.ts';
import { type LocatedSources, locateSources, presentAmong } from './locate.ts';
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
  /** See `Wanted`. */
  readonly keepsAttribution?: boolean;
  readonly access: AccessPolicy;
  readonly keyOf: KeyOf;
  readonly coordinatesOf: CoordinatesOf;
  readonly readOriginal: ReadOriginal;
  readonly findFaces: FaceFinder;
}

export type Explain = (url: ParsedUrl, signal: AbortSignal, client?: Client) => Promise<unknown>;

/** Stages by name, filled as far as one gets. */
type Explanation = Record<string, unknown>;

/** One explanation at a time, and few that wait: it is a tool, not traffic. */
const maxWaiting = 8;

/** What planning goes by. */
const rulesOf = ({
  limits,
  keepsAttribution = false,
}: ExplainDeps): Limits & Pick<Wanted, 'keepsAttribution'> => ({
  ...limits,
  keepsAttribution,
});

export const createExplain = (deps: ExplainDeps): Explain => {
  const { engine, hashing, limits, store, clock, keyOf } = deps;
  const gate = createGate({ capacity: 1, maxWaiting });

  const explainCache = async (
    requestKey: string,
    url: ParsedUrl,
    signal: AbortSignal,
  ): Promise<Explanation> => {
    const record = await store.getRecord(requestKey, signal);
    const variant = record && (await store.get(record.variantKey, signal));
    return {
      requestKey,
      record,
      judgement: judgeRecord(record, clock.nowMs(), url.version),
      stored: variant !== undefined,
      provisional: variant?.variant.provisional === true,
    };
  };

  const explainSources = async (
    url: ParsedUrl,
    layers: readonly LayerAsset[],
    located: LocatedSources,
    stages: Explanation,
    { requestKey, ...run }: Omit<Run, 'blind' | 'look'> & { readonly requestKey: string },
  ): Promise<void> => {
    const present = presentAmong(located);
    Object.assign(stages, describeSources(located));
    const recorded = present.map((each) => each.recorded);
    stages['variantKey'] = hashing.key(variantKeyText(requestKey, recorded));
    if (url.resourceType !== 'image') return;
    const sources = present.map(({ source }) => source);
    await deps.readOriginal.use(sources, run.signal, run.stopwatch, async ([bytes, ...read]) => {
      if (bytes === undefined) return;
      const contents = toContents(toJobLayers(layers, located), read);
      const image = await engine.open(bytes, run.signal, {}, contents);
      try {
        const facts = addCoordinates(image.facts, [url, ...layers].map(deps.coordinatesOf));
        stages['facts'] = facts; // planning may fail
        Object.assign(
          stages,
          await explainImage({ ...image, facts }, url, rulesOf(deps), {
            ...run,
            ...deps.findFaces({ image, contents: located.map((each) => each?.recorded) }, run.signal),
          }),
        );
      } finally {
        await image.close();
      }
    });
  };

  /** Goes through the stages as far as they go. */
  const walk = async (
    asked: ParsedUrl,
    client: Client,
    stages: Explanation,
    signal: AbortSignal,
    stopwatch: Stopwatch,
  ): Promise<void> => {
    const { transformation, acceptClass, vary } = negotiate(asked.transformation, client);
    const url = { ...asked, transformation };
    if (vary.length > 0) stages['negotiated'] = { client, vary, acceptClass };
    stages['canonical'] = printTransformation(url.transformation);
    stages['unsupported'] = findUnsupported(url.transformation);
    stages['access'] = explainFailure(() => checkAccess(url, deps.access, hashing));
    const layers = layersOf(url, limits);
    const requestKey = keyOf(url, acceptClass, [url, ...layers]);
    stages['cache'] = await explainCache(requestKey, url, signal);
    stages['access'] ??= explainFailure(() => checkLayers(url, layers, deps.access)) ?? 'granted';
    const located = await stopwatch.time('origin', async () =>
      locateSources({ ...deps, originTimeoutMs: limits.originTimeoutMs }, [url, ...layers], {}, signal),
    );
    stages['source'] = located.kind;
    if (located.kind !== 'located') return;
    try {
      await explainSources(url, layers, located.sources, stages, {
        ...{ requestKey, stopwatch, signal },
        accept: acceptClass === '' ? 'none' : acceptClass,
      });
    } finally {
      for (const { source } of presentAmong(located.sources)) source.close?.();
    }
  };

  return async (url, signal, client = {}) => {
    const { transformation, ...address } = url;
    const stages: Explanation = { url: address, transformation };
    const stopwatch = createStopwatch();
    const leave = await gate.enter(1, signal);
    try {
      const limit = { timeoutMs: limits.renderTimeoutMs, code: 'render.deadline' } as const;
      await withinTime(limit, signal, async (limited) => walk(url, client, stages, limited, stopwatch));
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

const describeSources = (located: LocatedSources): Explanation => {
  const [source, ...layers] = located.map(
    (each) => each && { ...each.recorded, publicId: each.ref.publicId, bytes: each.source.size },
  );
  return { source, ...(layers.length > 0 && { layers: layers.map((layer) => layer ?? 'missing') }) };
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
