/** Opens an original, plans the chain for it and renders: a bounded number at a time, each within its time. */
import { fail } from '../errors.ts';
import type { Facts, LayerFacts } from '../ops/facts.ts';
import type { AcceptClass } from '../plan/accept.ts';
import { uprightSize } from '../plan/info.ts';
import type { Wanted } from '../plan/plan-chain.ts';
import type { Plan, Settled } from '../plan/plan.ts';
import type {
  ContentHints,
  ContentIdentity,
  FactStore,
  Glance,
  Hashing,
  LayerContent,
  Limits,
  Log,
  OpenImage,
  PixelEngine,
  PlanLimits,
  Source,
} from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import type { Admission, Place } from './admission.ts';
import type { Flight } from './coalesce.ts';
import { contentTypeOf, contentTypeOfRendered, rawContentType } from './content-types.ts';
import type { FaceFinder } from './find-faces.ts';
import { addCoordinates, type AllCoordinates } from './coordinates.ts';
import { chooseLane, presumeLane } from './cost.ts';
import type { Leave } from './gate.ts';
import type { Lane } from './lanes.ts';
import { createFoundQuality } from './found-quality.ts';
import { type JobLayer, toContents } from './layers.ts';
import { type Look, planImage } from './plan-image.ts';
import { createPlanOnce, type PlanChain } from './plan-once.ts';
import { openUnread, type Unread } from './open-unread.ts';
import type { ReadOriginal } from './read-original.ts';
import { createRememberMeasures } from './remember-measures.ts';
import type { Developed } from './make-variant.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface DevelopDeps {
  readonly engine: PixelEngine;
  readonly readOriginal: ReadOriginal;
  readonly limits: PlanLimits & Pick<Limits, 'renderTimeoutMs'>;
  readonly admission: Admission;
  readonly facts: FactStore;
  readonly hashing: Hashing;
  readonly findFaces: FaceFinder;
  /** See `Wanted`. */
  readonly keepsAttribution?: boolean;
  readonly log: Log;
}

/** One original on its way to a picture. */
export interface Job {
  readonly url: ParsedUrl;
  readonly source: Source;
  /** What the source is known by. */
  readonly content: ContentIdentity;
  /** In the order of the chain's references; undefined for one that is not there. */
  readonly layers: readonly (JobLayer | undefined)[];
  /** What these are, the original first. */
  readonly contents: readonly (ContentIdentity | undefined)[];
  /** What is stored with these. */
  readonly coordinates: AllCoordinates;
  readonly flight: Flight;
  readonly stopwatch: Stopwatch;
  /** What the client takes, where the format is open. */
  readonly accept?: AcceptClass;
  /** Nobody waits: slow codecs, too. */
  readonly refines?: boolean;
  /** Left in the end; another one is taken where there is none. */
  readonly place?: Place;
}

/** Undefined when the original, or one of its layers, changed since it was opened. */
export type DevelopJob = (job: Job) => Promise<Developed | undefined>;

/** As it is shown: turned upright. */
const originalOf = (facts: Facts): Developed['original'] => {
  const { bytes, format } = facts;
  return { ...uprightSize(facts), bytes, format };
};

/** For how long it is good: what was looked at as a whole cannot get better, whatever the plan expected. */
const standingOf = (
  { provisional }: Plan,
  settled: Settled | undefined,
  blind: Developed['blind'],
): Pick<Developed, 'blind' | 'judged' | 'provisional'> => ({
  ...(settled?.whole === true ? { judged: true } : provisional && { provisional }),
  ...(blind !== undefined && { blind }),
});

const etagsOf = ({ layers }: Job): readonly string[] => layers.map((layer) => layer?.source.etag ?? '');

/** Contents with the same ETag are the same at one place of one origin, and nowhere else for certain. */
const hintsOf = ({ cloud }: ParsedUrl, { key, etag, file }: Source): ContentHints => ({
  key: [cloud, key, etag].join('\n'),
  ...(file !== undefined && { file }),
});

/** With what is wanted of it, and how it is planned: once, by whoever comes first. */
interface Work extends Job {
  readonly wanted: Wanted;
  readonly plan: PlanChain;
}

const readWanted = (
  { url: { format }, accept = 'none', refines = false }: Job,
  { limits, keepsAttribution = false }: DevelopDeps,
): Wanted => ({
  ...limits,
  keepsAttribution,
  ...{ accept, hurry: !refines },
  ...(format !== undefined && { extension: format }),
});

/** The image with what was stored with its originals, and with what was measured of them before. */
const withMemory = (
  deps: DevelopDeps,
  image: OpenImage,
  { contents, coordinates }: Job,
): Pick<OpenImage, 'facts' | 'measure'> => ({
  ...createRememberMeasures(deps)(image, contents),
  facts: addCoordinates(image.facts, coordinates),
});

export const createDevelop = (deps: DevelopDeps): DevelopJob => {
  const { engine, readOriginal, limits, admission, findFaces } = deps;
  const finish = async (image: OpenImage, job: Work, signal: AbortSignal): Promise<Developed> => {
    const { url, contents, stopwatch, wanted, plan: planOnce } = job;
    const { look, blind } = findFaces({ image, contents }, signal);
    const known = withMemory(deps, image, job);
    const see: Look = async (measure) => stopwatch.time('faces', async () => look(measure));
    const { facts, planned } = await stopwatch.time('plan', async () =>
      planImage(known, url.transformation, wanted, signal, { look: see, plan: planOnce }),
    );
    const original = originalOf(facts);
    if (planned.kind === 'original') {
      const shown = { bytes: await image.deliverable(signal), contentType: contentTypeOf(facts.format) };
      return { ...shown, width: original.width, height: original.height, original, tier: 'original' };
    }
    const found = createFoundQuality(deps, job.content, etagsOf(job));
    const plan = await found.recall(planned.plan, signal);
    const rendered = await stopwatch.time('render', async () => image.render(plan, signal));
    if (rendered.settled) await found.keep(plan, rendered.settled, signal);
    const { bytes, width, height, settled = plan.encode.settled } = rendered;
    const contentType = contentTypeOfRendered(plan, rendered);
    const standing = standingOf(plan, settled, blind());
    return { bytes, width, height, contentType, original, tier: 'miss', ...standing };
  };

  const laneOf = (glance: Glance | undefined, job: Work, presumed: Lane): Lane => {
    if (job.refines === true) return 'slow';
    return glance ? chooseLane(glance, job.url.transformation, job.wanted, job.plan) : presumed;
  };

  /** Waits for a slot, opens the original and makes the picture. */
  const render = async (
    job: Work,
    place: Place,
    lane: Lane,
    open: (signal: AbortSignal) => Promise<OpenImage>,
  ): Promise<Developed> => {
    const { flight, stopwatch } = job;
    const deadline = startDeadline(limits.renderTimeoutMs, flight);
    let leave: Leave | undefined;
    try {
      leave = await stopwatch.time('queue', async () => place.start(lane, flight.signal));
      flight.commit();
      const image = await open(deadline.signal);
      try {
        return await finish(image, job, deadline.signal);
      } finally {
        await image.close();
      }
    } finally {
      leave?.();
      deadline.end();
    }
  };

  const renderUnread = async (
    job: Work,
    place: Place,
    presumed: Lane,
    { glance, open, hasChanged }: Unread,
  ): Promise<Developed | undefined> => {
    try {
      return await render(job, place, laneOf(glance, job, presumed), open);
    } catch (error) {
      if (hasChanged()) return undefined;
      throw error;
    }
  };

  return async (asked) => {
    const job: Work = { ...asked, wanted: readWanted(asked, deps), plan: createPlanOnce() };
    const { url, source, layers, flight, stopwatch } = job;
    const presumed = job.refines === true ? 'slow' : presumeLane(url.transformation, url.format);
    const hints = hintsOf(url, source);
    const sources = [source, ...layers.flatMap((layer) => (layer ? [layer.source] : []))];
    const place = asked.place ?? admission.enter(presumed);
    try {
      const isAlone = layers.length === 0;
      const unread = isAlone ? await openUnread(deps, source, hints, stopwatch, flight.signal) : undefined;
      if (unread) return await renderUnread(job, place, presumed, unread);
      return await readOriginal.use(sources, flight.signal, stopwatch, async ([bytes, ...others]) => {
        if (bytes === undefined) return undefined;
        const contents = toContents(
          layers.map((layer) => layer && { kind: layer.kind, hints: hintsOf(url, layer.source) }),
          others,
        );
        const lane = laneOf(glanceAll(engine, bytes, contents), job, presumed);
        return render(job, place, lane, async (signal) => engine.open(bytes, signal, hints, contents));
      });
    } finally {
      place.leave();
    }
  };
};

/** With what a glance says of the layers. */
const glanceAll = (
  engine: PixelEngine,
  bytes: Uint8Array,
  contents: readonly (LayerContent | undefined)[],
): Glance | undefined => {
  const glance = engine.glance(bytes);
  if (glance === undefined || contents.length === 0) return glance;
  const layers = contents.map((content): LayerFacts => {
    if (content?.kind === 'file') return { kind: 'file' };
    const facts = content && engine.glance(content.bytes)?.facts;
    return facts === undefined ? { kind: 'missing' } : { kind: 'image', facts };
  });
  return { ...glance, facts: { ...glance.facts, layers } };
};

/** Raw files go out as they are. */
export const createDevelopRaw =
  (readOriginal: ReadOriginal): DevelopJob =>
  async ({ source, flight, stopwatch }) =>
    readOriginal.use([source], flight.signal, stopwatch, async ([bytes = new Uint8Array()]) =>
      Promise.resolve({
        bytes,
        contentType: rawContentType,
        width: 0,
        height: 0,
        original: { width: 0, height: 0, bytes: bytes.byteLength, format: 'raw' },
        tier: 'original',
      }),
    );

/**
 * Those who wait are told when the time is over. The engine is asked to stop, and keeps its slot until it does: a
 * render that cannot be interrupted still takes a core.
 */
const startDeadline = (
  timeoutMs: number,
  flight: Flight,
): { readonly signal: AbortSignal; readonly end: () => void } => {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const failure = fail('render.deadline');
    flight.giveUp(failure);
    controller.abort(failure);
  }, timeoutMs);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
};
