/** How the original of the URL, or of a layer, is opened: upright or not, which of its pages, how large if a vector. */
import type { Decode } from '../ops/decode.ts';
import type { Facts } from '../ops/facts.ts';
import { ignoreMaskChannels } from '../params/delivery/mask-channels.ts';
import { page as pageParam } from '../params/delivery/page.ts';
import { completeArgs } from '../params/complete-args.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component } from '../values/ast.ts';
import { decodedCanvas } from './decoded-canvas.ts';
import { findLast } from './delivery-flags.ts';
import { drawAtDensity } from './density.ts';
import { canvasOf, describeTooLarge, type Frame, startFrame } from './frame.ts';
import { ignoresOrientation } from './orientation.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';

export interface OpenedOriginal {
  readonly decode: Decode;
  readonly frame: Frame;
  /** Whether the chain names the page. */
  readonly isPage: boolean;
}

/** `components`: those that belong to this picture. Refuses a page that is not there. */
const readDecode = (components: readonly Component[], { format, pages }: Facts): Result<Decode> => {
  const param = findLast(components, pageParam.id);
  const number = param === undefined ? 1 : completeArgs(pageParam.args, param.args).number;
  return number > pages
    ? refuse({
        code: 'url.invalid-value',
        message: `Invalid page in transformation: ${number} (expected ${pages === 1 ? '1, for there is one page' : `1 to ${pages}`})`,
        ...(param && { span: param.span }),
      })
    : succeed({
        autoOrient: !ignoresOrientation(components),
        page: number - 1,
        ...(format === 'tiff' && findLast(components, ignoreMaskChannels.id) && { ignoresAlpha: true }),
      });
};

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
  const read = readDecode(components, facts);
  if (!read.ok) return read;
  const turned = turnPage(read.value, facts, run, index);
  if ('measure' in turned) return succeed(turned);
  const { decode } = turned;
  const canvas = decodedCanvas(turned.facts, decode.autoOrient);
  const start = decode.ignoresAlpha ? { ...canvas, alpha: false } : canvas;
  const first = drawAtDensity(components, facts, start);
  const isPage = findLast(components, pageParam.id) !== undefined;
  const frame = startFrame({ kind: 'original', index, decode }, start, first);
  const { width, height } = canvasOf(frame);
  return first !== undefined && Math.max(width, height) > run.maxSide
    ? refuse(describeTooLarge({ ...start, width, height }, run.maxSide))
    : succeed({ decode, frame, isPage });
};
