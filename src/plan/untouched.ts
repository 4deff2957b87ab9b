/** Chains that ask for no change of the pixels: in its own format, the original itself is the answer. */
import type { Facts, OutputFormat } from '../ops/facts.ts';
import { groupComponent } from '../params/component.ts';
import { animated, apng, awebp, delay, frameRate, loop, sampling } from '../params/delivery/animation.ts';
import { defaultImage } from '../params/delivery/default-image.ts';
import { dpr } from '../params/delivery/dpr.ts';
import { attachment, getinfo, immutableCache } from '../params/delivery/flags.ts';
import { format } from '../params/delivery/format.ts';
import { fade } from '../params/effect/fade.ts';
import {
  anyFormat,
  original,
  preserveTransparency,
  rasterize,
  sanitize,
} from '../params/delivery/permission-flags.ts';
import { quality } from '../params/delivery/quality.ts';
import type { Transformation } from '../values/ast.ts';
import { type AcceptClass, takes } from './accept.ts';
import { isAnimated } from './animation.ts';
import { readLast } from './delivery-flags.ts';

const neutral: ReadonlySet<string> = new Set(
  [
    ...[format, attachment, defaultImage, getinfo, immutableCache, dpr],
    ...[animated, anyFormat, apng, awebp, original, preserveTransparency, sanitize],
  ].map(({ id }) => id),
);

/** Of an animation, which a still picture is not. */
const pacing: ReadonlySet<string> = new Set([delay, fade, frameRate, loop, sampling].map(({ id }) => id));

const isNeutral = (id: string, facts: Facts | undefined): boolean => {
  if (id === rasterize.id) return facts?.format !== 'svg';
  if (pacing.has(id)) return facts === undefined || !isAnimated(facts);
  return neutral.has(id);
};

/** Read by everything that shows pictures. */
const everywhere: ReadonlySet<Facts['format']> = new Set(['gif', 'jpg', 'png']);

/** Whether the format of the original may be sent, where the chain leaves the format open or names one. */
const mayBeSent = ({ format: own }: Facts, wanted: OutputFormat | 'auto', accept: AcceptClass): boolean => {
  if (wanted !== 'auto') return wanted === own;
  return everywhere.has(own) || ((own === 'webp' || own === 'avif') && takes(accept, own));
};

/** Chains of which only the format, or a quality that is found, makes a difference: the original itself may be the answer. */
export const leavesAllButBytes = (
  executed: Transformation,
  facts: Facts,
  { format: written, accept }: { readonly format: OutputFormat; readonly accept: AcceptClass },
): boolean => {
  const level = readLast(executed, quality)?.level;
  const isOpen = readLast(executed, format)?.format === 'auto';
  if ((!isOpen && level !== 'auto') || (level !== undefined && level !== 'auto')) return false;
  const rest = executed.map((component) => ({
    ...component,
    params: component.params.filter(({ id }) => id !== quality.id),
  }));
  return mayBeSent(facts, isOpen ? 'auto' : written, accept) && leavesPixels(rest, facts);
};

/** Without facts: whether there are pictures that it leaves alone. */
export const leavesPixels = (transformation: Transformation, facts?: Facts): boolean =>
  transformation.every(
    (component) =>
      !component.deferred && groupComponent(component).params.every(({ id }) => isNeutral(id, facts)),
  );
