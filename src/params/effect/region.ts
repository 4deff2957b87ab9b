/** The rectangle that x_, y_, w_ and h_ of an effect name. */
import type { Canvas } from '../../ops/facts.ts';
import type { Blur, Box, Operation, Pixelate } from '../../ops/operation.ts';
import { intersect } from '../../ops/placement.ts';
import { refuse, type Result, succeed } from '../../result.ts';
import type { Length } from '../../values/ast.ts';
import type { Qualifiers } from '../define.ts';

export const regionQualifiers = ['x', 'y', 'w', 'h'] as const;

type Asked = { readonly [Name in (typeof regionQualifiers)[number]]?: Qualifiers[Name] };

const toPx = (length: Length | undefined, side: number): number | undefined =>
  length && Math.round(length.unit === 'px' ? length.value : length.value * side);

/** From the top left, and as far as the picture goes where no side is given; what reaches beyond it is cut off. */
export const readRegion = ({ x, y, w, h }: Asked, canvas: Canvas): Result<Box> => {
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
