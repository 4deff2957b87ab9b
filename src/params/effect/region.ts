/** The rectangle that x_, y_, w_ and h_ of an effect name, or those around faces that g_ names. */
import type { Canvas } from '../../ops/facts.ts';
import { type Focus, widen } from '../../ops/focus.ts';
import type { Blur, Box, Operation, Pixelate } from '../../ops/operation.ts';
import { intersect } from '../../ops/placement.ts';
import { refuse, type Result, succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import type { Qualifiers } from '../define.ts';

export const regionQualifiers = ['x', 'y', 'w', 'h', 'g'] as const;

type Asked = { readonly [Name in 'h' | 'w' | 'x' | 'y']?: Qualifiers[Name] };

const toPx = (length: Length | undefined, side: number): number | undefined =>
  length && Math.round(length.unit === 'px' ? length.value : length.value * side);

/** From the top left, and as far as the picture goes where no side is given; what reaches beyond it is cut off. */
const readRegion = ({ x, y, w, h }: Asked, canvas: Canvas): Result<Box> => {
  const corner = { x: toPx(x, canvas.width) ?? 0, y: toPx(y, canvas.height) ?? 0 };
  const size = {
    width: toPx(w, canvas.width) ?? canvas.width - corner.x,
    height: toPx(h, canvas.height) ?? canvas.height - corner.y,
  };
  const box = intersect(corner, size, canvas);
  return box === undefined
    ? refuse({
        code: 'output.empty',
        message: `The region begins at ${corner.x},${corner.y} and is ${size.width}x${size.height}; nothing of it lies in the image, which is ${canvas.width}x${canvas.height} here`,
      })
    : succeed(box);
};

/** The same on the whole picture, where the region is all of it. */
export const doWithin = (
  box: Box,
  effect: Blur | Pixelate,
  { width, height }: Canvas,
): readonly Operation[] =>
  box.width === width && box.height === height ? [effect] : [{ op: 'within', ...box, effect }];

/** What a face is known by reaches beyond the box that was found: forehead, chin and cheeks. */
const beyond = { side: 0.12, top: 0.2, bottom: 0.12 } as const;

/** A box around each, as far as it lies in the picture. */
export const hideFaces = ({ boxes, kind }: Focus, canvas: Canvas): readonly Box[] =>
  boxes.flatMap((found) => {
    const { left, top, width, height } = kind === 'face' ? widen(found, beyond) : found;
    const corner = { x: Math.floor(left), y: Math.floor(top) };
    const size = { width: Math.ceil(left + width) - corner.x, height: Math.ceil(top + height) - corner.y };
    const box = intersect(corner, size, canvas);
    return box === undefined ? [] : [box];
  });

/** All that are named; none when gravity names faces and there are none. */
export const readRegions = (
  asked: Asked,
  canvas: Canvas,
  focus: Focus | undefined,
): Result<readonly Box[]> => {
  if (focus !== undefined) return succeed(hideFaces(focus, canvas));
  const box = readRegion(asked, canvas);
  return box.ok ? succeed([box.value]) : box;
};
