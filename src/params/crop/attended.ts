/** Crops whose size follows from what matters in the picture, and not only their place. */
import type { Attention } from '../../ops/attention.ts';
import { chooseCloseUp, chooseRoomy } from '../../ops/choose-window.ts';
import type { Box, Operation } from '../../ops/operation.ts';
import type { Size } from '../../ops/placement.ts';
import { type Result, succeed } from '../../result.ts';
import type { PlanContext } from '../define.ts';
import { fillFactor, fitFactor, resizeTo, roundSize, scaleSize, wantedSize } from './dimensions.ts';
import { closeWindow } from './focused.ts';
import { type closeQualifiers, type fillQualifiers, type padQualifiers, padTo, planFill } from './plans.ts';

type FillContext = PlanContext<(typeof fillQualifiers)[number]>;
type PadContext = PlanContext<(typeof padQualifiers)[number]>;

/** The largest part of the canvas that has the shape of the box. */
const largestWindow = (canvas: Size, box: Size): Size => {
  const { width, height } = scaleSize(box, 1 / fillFactor(canvas, box));
  return { width: Math.min(width, canvas.width), height: Math.min(height, canvas.height) };
};

const cut = (canvas: Size, { left, top, width, height }: Box): readonly Operation[] =>
  width === canvas.width && height === canvas.height ? [] : [{ op: 'extract', left, top, width, height }];

/** Nearer than one pixel for one would only be blurred. */
const closeUp = (canvas: Size, box: Size, attention: Attention, keep: number): Box =>
  chooseCloseUp(attention, canvas, {
    largest: largestWindow(canvas, box),
    smallest: Math.min(1, fillFactor(canvas, box)),
    keep,
  });

const keepOf = ({ g }: FillContext['qualifiers'], usual: number): number =>
  typeof g === 'object' ? (g.keep ?? usual) : usual;

/** Close to what gravity names; undefined where it names nothing that is there. */
export const planClose = ({
  canvas,
  qualifiers,
  focus,
}: PlanContext<(typeof closeQualifiers)[number]>): Result<readonly Operation[]> | undefined => {
  if (focus === undefined || focus.boxes.length === 0) return undefined;
  const wanted = wantedSize(qualifiers, canvas, 'inside');
  const box = roundSize(wanted ?? canvas);
  const window = closeWindow(focus, canvas, box.width / box.height, qualifiers.z ?? 1);
  return succeed([...cut(canvas, window), ...(wanted === undefined ? [] : resizeTo(window, box))]);
};

/** As close as what matters allows; with gravity that says where, all that has room. `keep` is what holds without a number. */
export const planCloseUp = (context: FillContext, keep: number): Result<readonly Operation[]> => {
  const { canvas, qualifiers, attention } = context;
  const wanted = wantedSize(qualifiers, canvas, 'inside');
  if (attention === undefined || wanted === undefined) return planFill(context, Number.POSITIVE_INFINITY);
  const box = roundSize(wanted);
  const window = closeUp(canvas, box, attention, keepOf(qualifiers, keep));
  return succeed([...cut(canvas, window), ...resizeTo(window, box)]);
};

/** The crop when it is a good one; else as much more of the picture as it takes, and margins. */
export const planRoomy = (
  context: PadContext,
  crop: (context: FillContext) => Result<readonly Operation[]>,
): Result<readonly Operation[]> => {
  const { canvas, qualifiers, attention } = context;
  const wanted = wantedSize(qualifiers, canvas, 'inside');
  if (attention === undefined || wanted === undefined) return crop(context);
  const box = roundSize(wanted);
  const least = largestWindow(canvas, box);
  const window = chooseRoomy(attention, canvas, least);
  if (window.width === least.width && window.height === least.height) return crop(context);
  const picture = scaleSize(window, fitFactor(window, box));
  const { g: _, x: _x, y: _y, ...others } = qualifiers;
  const padded = padTo(picture, box, { ...context, qualifiers: others });
  return padded.ok
    ? succeed([...cut(canvas, window), ...resizeTo(window, picture), ...padded.value])
    : padded;
};
