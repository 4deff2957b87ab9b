/** Whether the result moves, and the pictures that it then has. */
import type { Diagnostic } from '../errors.ts';
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts, OutputFormat } from '../ops/facts.ts';
import type { Operation } from '../ops/operation.ts';
import { usualDelayMs } from '../ops/motion.ts';
import { conflict } from '../params/define.ts';
import { animated, apng, awebp, delay, frameRate, loop, sampling } from '../params/delivery/animation.ts';
import { png8 } from '../params/delivery/output-flags.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Duration, Transformation } from '../values/ast.ts';
import { findLast, readLast } from './delivery-flags.ts';
import type { Animation, Shot } from './plan.ts';
import { canvasesAfterZoom, countZooms, findZoom, shotsOf } from './zoom.ts';
import { limitRate, sampleCount, sampleEach } from './timeline.ts';

export interface FrameLimits {
  readonly maxFrames: number;
  /** Of all frames together. */
  readonly maxFramePixels: number;
}

/** Other formats have pages instead; of an APNG only the first frame is read. */
export const isAnimated = ({ format, pages }: Facts): boolean =>
  pages > 1 && (format === 'gif' || format === 'webp');

/**
 * Whether what moves goes on moving in this format. A GIF does; other formats have to be told, as documented, for they
 * are stills nearly always. Differs from Cloudinary: an animated WebP that stays WebP needs no flag.
 */
export const keepsMoving = (executed: Transformation, facts: Facts, format: OutputFormat): boolean => {
  const says = (...flags: readonly { readonly id: string }[]): boolean =>
    flags.some(({ id }) => findLast(executed, id) !== undefined);
  switch (format) {
    case 'gif':
      return true;
    case 'webp':
      return (isAnimated(facts) && facts.format === 'webp') || says(awebp, animated);
    case 'png':
      return says(apng, animated);
    case 'avif':
      return says(animated);
    case 'ico':
    case 'jpg':
    case 'svg':
    case 'tiff':
      return false;
  }
};

/** As the original has them, one after the other. */
const ownShots = ({ pages, pace }: Facts, named: readonly number[] | undefined): readonly Shot[] =>
  (named ?? Array.from({ length: pages }, (_, page) => page)).map((page) => ({
    page,
    delayMs: pace?.delaysMs[page] ?? usualDelayMs,
  }));

const sample = (shots: readonly Shot[], sampled: Duration | number): readonly Shot[] =>
  typeof sampled === 'number' ? sampleCount(shots, sampled) : sampleEach(shots, sampled.seconds * 1000);

/** Fewer of them (`fps_`, `vs_`), and at another pace (`dl_`). */
const retime = (shots: readonly Shot[], executed: Transformation): readonly Shot[] => {
  const sampled = readLast(executed, sampling)?.sampling;
  const rates = readLast(executed, frameRate)?.perSecond;
  const delayMs = readLast(executed, delay)?.delayMs;
  const some = sampled === undefined ? shots : sample(shots, sampled);
  const limited = rates === undefined ? some : limitRate(some, Math.max(...rates));
  return delayMs === undefined ? limited : limited.map((shot) => ({ ...shot, delayMs }));
};

/** `e_loop:2` is two more times. */
const playsOf = (executed: Transformation, { pace }: Facts): number => {
  const said = readLast(executed, loop);
  if (said === undefined) return pace?.plays ?? 0;
  return said.times === undefined ? 0 : said.times + 1;
};

const findTooMuch = (
  shots: readonly Shot[],
  canvases: readonly Canvas[],
  { maxFrames, maxFramePixels }: FrameLimits,
): Diagnostic | undefined => {
  const hint = 'fps_ and vs_ take fewer frames, a smaller width makes less of each';
  if (shots.length > maxFrames) {
    const message = `The animation would have ${shots.length} frames; at most ${maxFrames} are allowed`;
    return { code: 'output.too-large', message, hint };
  }
  const largest = Math.max(...canvases.map(({ width, height }) => width * height));
  if (largest * shots.length <= maxFramePixels) return undefined;
  const [needed, allowed] = [largest * shots.length, maxFramePixels].map((pixels) => Math.ceil(pixels / 1e6));
  const message = `The ${shots.length} frames of the animation would take ${needed} million pixels together; at most ${allowed} are allowed`;
  return { code: 'output.too-large', message, hint };
};

interface Written {
  readonly format: OutputFormat;
  readonly decode: Decode;
  readonly operations: readonly Operation[];
  /** Those that each frame goes through; one longer than the operations. */
  readonly canvases: readonly Canvas[];
  /** The format was chosen for something that moves. */
  readonly moving: boolean;
  /** The frames that the chain names, from 0; absent: all. */
  readonly pages?: readonly number[];
}

/** Undefined for a still picture, as one frame is. */
export const planAnimation = (
  executed: Transformation,
  facts: Facts,
  { format, decode, operations, canvases, moving, pages }: Written,
  limits: FrameLimits,
): Result<Animation | undefined> => {
  const zoom = findZoom(operations);
  const isMovie = isAnimated(facts) && pages?.length !== 1;
  const goesOn = moving || keepsMoving(executed, facts, format);
  if ((!isMovie && zoom === undefined) || !goesOn) return succeed(undefined);
  const says = (flag: { readonly id: string }): boolean => findLast(executed, flag.id) !== undefined;
  if (format === 'avif') {
    return conflict(
      'fl_animated does not go with AVIF: we cannot write an animated one',
      'take f_webp with fl_awebp; without the flag, the first frame is delivered',
    );
  }
  if (format === 'png' && says(png8)) {
    return conflict(
      'fl_png8 does not go with an animated PNG',
      'all its frames would have to share one palette',
    );
  }
  if (zoom !== undefined && isMovie) {
    return conflict(
      'e_zoompan moves over a still picture, and this one is animated',
      'pg_1 takes its first frame',
    );
  }
  if (countZooms(operations) > 1) return conflict('There can be one e_zoompan only');
  const shots = retime(zoom ? shotsOf(zoom, decode.page, format) : ownShots(facts, pages), executed);
  const each = zoom ? canvasesAfterZoom(operations, canvases) : canvases;
  const tooMuch = findTooMuch(shots, each, limits);
  return tooMuch ? refuse(tooMuch) : succeed({ shots, plays: playsOf(executed, facts) });
};
