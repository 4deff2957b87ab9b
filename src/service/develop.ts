/** Opens an original, plans the chain for it and renders: a bounded number at a time, each within its time. */
import { fail } from '../errors.ts';
import type { Facts } from '../ops/facts.ts';
import type { Limits, OpenImage, PixelEngine, Source } from '../ports.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import type { Flight } from './coalesce.ts';
import { contentTypeOf, rawContentType } from './content-types.ts';
import { createGate, type Leave } from './gate.ts';
import { planImage } from './plan-image.ts';
import type { ReadOriginal } from './read-original.ts';
import type { Developed } from './resolve.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface DevelopDeps {
  readonly engine: PixelEngine;
  readonly readOriginal: ReadOriginal;
  readonly limits: Pick<Limits, 'maxOutputSide' | 'renderTimeoutMs'>;
  /** Renders that run at a time. */
  readonly renderSlots: number;
  /** Renders that may wait; more are refused at once. */
  readonly maxWaitingRenders: number;
}

/** One original on its way to a picture. */
export interface Job {
  readonly url: ParsedUrl;
  readonly source: Source;
  readonly flight: Flight;
  readonly stopwatch: Stopwatch;
}

/** Undefined when the original changed since it was opened. */
export type DevelopJob = (job: Job) => Promise<Developed | undefined>;

/** As it is shown: turned upright. */
const originalOf = ({
  format,
  storedWidth,
  storedHeight,
  orientation,
  bytes,
}: Facts): Developed['original'] => {
  const [width, height] = orientation >= 5 ? [storedHeight, storedWidth] : [storedWidth, storedHeight];
  return { width, height, bytes, format };
};

export const createDevelop = (deps: DevelopDeps): DevelopJob => {
  const { engine, readOriginal, limits, renderSlots, maxWaitingRenders } = deps;
  // Refused here, before anything is read, if all the slots and all the places to wait for one are taken.
  const admission = createGate({ capacity: renderSlots + maxWaitingRenders, maxWaiting: 0 });
  const slots = createGate({ capacity: renderSlots, maxWaiting: maxWaitingRenders });

  const finish = async (
    image: OpenImage,
    bytes: Uint8Array,
    job: Job,
    signal: AbortSignal,
  ): Promise<Developed> => {
    const { url, stopwatch } = job;
    const wanted = {
      maxOutputSide: limits.maxOutputSide,
      ...(url.format !== undefined && { extension: url.format }),
    };
    const { facts, planned } = await stopwatch.time('plan', async () =>
      planImage(image, url.transformation, wanted, signal),
    );
    const original = originalOf(facts);
    if (planned.kind === 'original') {
      const safe = facts.format === 'svg' ? engine.sanitizeSvg(bytes) : bytes;
      const { width, height } = original;
      return {
        bytes: safe,
        contentType: contentTypeOf(facts.format),
        width,
        height,
        original,
        tier: 'original',
      };
    }
    const { plan } = planned;
    const rendered = await stopwatch.time('render', async () => image.render(plan, signal));
    return { ...rendered, contentType: contentTypeOf(plan.encode.format), original, tier: 'miss' };
  };

  const render = async (bytes: Uint8Array, job: Job): Promise<Developed> => {
    const { flight, stopwatch } = job;
    const deadline = startDeadline(limits.renderTimeoutMs, flight);
    let leave: Leave | undefined;
    try {
      leave = await stopwatch.time('queue', async () => slots.enter(1, flight.signal));
      flight.commit();
      const image = await engine.open(bytes, deadline.signal);
      try {
        return await finish(image, bytes, job, deadline.signal);
      } finally {
        await image.close();
      }
    } finally {
      leave?.();
      deadline.end();
    }
  };

  return async (job) => {
    const { source, flight, stopwatch } = job;
    const leave = await admission.enter(1, flight.signal);
    try {
      return await readOriginal.use(source, flight.signal, stopwatch, async (bytes) => render(bytes, job));
    } finally {
      leave();
    }
  };
};

/** Raw files go out as they are. */
export const createDevelopRaw =
  (readOriginal: ReadOriginal): DevelopJob =>
  async ({ source, flight, stopwatch }) =>
    readOriginal.use(source, flight.signal, stopwatch, async (bytes) =>
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
