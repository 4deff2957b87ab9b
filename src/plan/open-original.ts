/** How the original of the URL, or of a layer, is opened: upright or not, which of its pages, how large if a vector. */
import type { Decode } from '../ops/decode.ts';
import type { Facts } from '../ops/facts.ts';
import { ignoreMaskChannels } from '../params/delivery/mask-channels.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component } from '../values/ast.ts';
import { decodedCanvas } from './decoded-canvas.ts';
import { findLast } from './delivery-flags.ts';
import { drawAtDensity } from './density.ts';
import { canvasOf, describeTooLarge, type Frame, startFrame } from './frame.ts';
import { ignoresOrientation } from './orientation.ts';
import { readPages } from './pages.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';

export interface OpenedOriginal {
  readonly decode: Decode;
  readonly frame: Frame;
  /** The pages that the chain names, from 0; absent when it names none. */
  readonly pages?: readonly number[];
}

/** The facts as they are of that page: pages of a document may differ in size; frames of an animation never do. */
const turnPage = (
  decode: Decode,
  facts: Facts,
  run: Run,
  index: number,
): { readonly decode: Decode; readonly facts: Facts } | { readonly measure: Measure } => {
  const { page } = decode;
  if (page === 0 || facts.format !== 'tiff') return { decode, facts };
  const measured = takeMeasured(run, 'page');
  if (measured === undefined) return { measure: { kind: 'page', original: index, page } };
  const { width, height, alpha } = measured;
  return {
    decode: { ...decode, pageSize: { width, height, alpha } },
    facts: { ...facts, storedWidth: width, storedHeight: height, alpha },
  };
};

/** `index`: where the original stands among those that are open; that of the URL comes first. */
export const openOriginal = (
  components: readonly Component[],
  facts: Facts,
  run: Run,
  index = 0,
): Result<OpenedOriginal | { readonly measure: Measure }> => {
  const named = readPages(components, facts, index > 0);
  if (!named.ok) return named;
  const { value: pages } = named;
  const ignoresAlpha = facts.format === 'tiff' && findLast(components, ignoreMaskChannels.id) !== undefined;
  const opening: Decode = {
    autoOrient: !ignoresOrientation(components),
    page: pages?.[0] ?? 0,
    ...(ignoresAlpha && { ignoresAlpha }),
  };
  const turned = turnPage(opening, facts, run, index);
  if ('measure' in turned) return succeed(turned);
  const { decode } = turned;
  const canvas = decodedCanvas(turned.facts, decode.autoOrient);
  const start = decode.ignoresAlpha ? { ...canvas, alpha: false } : canvas;
  const first = drawAtDensity(components, facts, start);
  const frame = startFrame({ kind: 'original', index, decode }, start, first);
  const { width, height } = canvasOf(frame);
  return first !== undefined && Math.max(width, height) > run.maxSide
    ? refuse(describeTooLarge({ ...start, width, height }, run.maxSide))
    : succeed({ decode, frame, ...(pages && { pages }) });
};
