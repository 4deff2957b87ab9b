/** How the original of the URL, or of a layer, is opened: upright or not, and which of its pages. */
import type { Decode } from '../ops/decode.ts';
import type { Canvas, Facts } from '../ops/facts.ts';
import { page as pageParam } from '../params/delivery/page.ts';
import { completeArgs } from '../params/complete-args.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component } from '../values/ast.ts';
import { decodedCanvas } from './decoded-canvas.ts';
import { findLast } from './delivery-flags.ts';
import { ignoresOrientation } from './orientation.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run-actions.ts';

export interface OpenedOriginal {
  readonly decode: Decode;
  readonly canvas: Canvas;
}

/** `components`: those that belong to this picture. Refuses a page that is not there. */
export const readDecode = (components: readonly Component[], { pages }: Facts): Result<Decode> => {
  const param = findLast(components, pageParam.id);
  const number = param === undefined ? 1 : completeArgs(pageParam.args, param.args).number;
  return number > pages
    ? refuse({
        code: 'url.invalid-value',
        message: `Invalid page in transformation: ${number} (expected ${pages === 1 ? '1, for there is one page' : `1 to ${pages}`})`,
        ...(param && { span: param.span }),
      })
    : succeed({ autoOrient: !ignoresOrientation(components), page: number - 1 });
};

/** Pages of a document may differ in size; frames of an animation never do. */
export const openOriginal = (
  components: readonly Component[],
  facts: Facts,
  run: Run,
): Result<OpenedOriginal | { readonly measure: Measure }> => {
  const decode = readDecode(components, facts);
  if (!decode.ok) return decode;
  const { autoOrient, page } = decode.value;
  if (page === 0 || facts.format !== 'tiff') {
    return succeed({ decode: decode.value, canvas: decodedCanvas(facts, autoOrient) });
  }
  const measured = takeMeasured(run, 'page');
  if (measured === undefined) return succeed({ measure: { kind: 'page', page } });
  const { width, height, alpha } = measured;
  const pageFacts = { ...facts, storedWidth: width, storedHeight: height, alpha };
  const pageSize = { width, height, alpha };
  return succeed({ decode: { ...decode.value, pageSize }, canvas: decodedCanvas(pageFacts, autoOrient) });
};
