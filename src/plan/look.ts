/** What only the pixels of the original can tell: measured when a chain asks, once. */
import { trim } from '../params/effect/trim.ts';
import type { Canvas } from '../ops/facts.ts';
import type { LookedCharacteristic } from '../values/ast.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { OpenedOriginal } from './open-original.ts';
import type { Measure } from './plan.ts';
import { type Run, takeMeasured } from './run.ts';

/** As `e_trim` would trim it when nothing is said. */
const measureContent = ({ decode }: OpenedOriginal): Measure => ({
  kind: 'content',
  picture: { source: { kind: 'original', index: 0, decode }, operations: [] },
  threshold: (completeArgs(trim.args, {}).tolerance / 100) * 255,
});

/** A picture that is nothing but background stays whole, as it does in `e_trim`. */
const ratioOf = (box: { readonly width: number; readonly height: number }, canvas: Canvas): number =>
  box.width === 0 ? canvas.width / canvas.height : box.width / box.height;

const take = (name: LookedCharacteristic, original: OpenedOriginal, run: Run): number | undefined => {
  if (name === 'ils') return takeMeasured(run, 'illustration')?.likelihood;
  const content = takeMeasured(run, 'content');
  return content && ratioOf(content.box, original.frame.canvases[0]);
};

/** While it is not known, any number stands for it: planning stops at the end of the component, and begins again. */
export const look = (name: LookedCharacteristic, original: OpenedOriginal, run: Run): number => {
  const known = run.looks.get(name) ?? take(name, original, run);
  if (known === undefined) {
    run.pending ??=
      name === 'ils' ? { kind: 'illustration', decode: original.decode } : measureContent(original);
    return 1;
  }
  run.looks.set(name, known);
  return known;
};
