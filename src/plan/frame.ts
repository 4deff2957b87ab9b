/** A picture as far as it has been planned: that of the URL, or that of a layer which is still open. */
import type { Diagnostic } from '../errors.ts';
import type { Canvas } from '../ops/facts.ts';
import { nextCanvas } from '../ops/geometry.ts';
import type { Operation, Picture, PictureSource } from '../ops/operation.ts';
import type { Param } from '../values/ast.ts';

/** `canvases` is one longer than `operations`. */
export interface Frame {
  readonly source: PictureSource;
  readonly operations: Operation[];
  readonly canvases: [Canvas, ...Canvas[]];
  /** Before anything that the chain says was done to it. */
  readonly untouched: Canvas;
}

/** `first`: what brings a picture to its size before the chain begins. */
export const startFrame = (source: PictureSource, start: Canvas, first?: Operation): Frame => {
  const untouched = first === undefined ? start : nextCanvas(start, first);
  return {
    source,
    operations: first === undefined ? [] : [first],
    canvases: first === undefined ? [start] : [start, untouched],
    untouched,
  };
};

export const canvasOf = ({ canvases }: Frame): Canvas => canvases.at(-1) ?? canvases[0];

/** To go on with by itself. */
export const copyFrame = (frame: Frame): Frame => ({
  ...frame,
  operations: [...frame.operations],
  canvases: [...frame.canvases],
});

/** As it is now, whatever is done to it later. */
export const pictureOf = ({ source, operations }: Frame): Picture => ({
  source,
  operations: [...operations],
});

export const describeTooLarge = ({ width, height }: Canvas, maxSide: number, param?: Param): Diagnostic => ({
  code: 'output.too-large',
  message: `The image would be ${width}x${height}; a side may have at most ${maxSide} pixels`,
  ...(param && { span: param.span }),
});

/** Cutting and turning never need more room than the original, which has limits of its own. */
const grows = (before: Canvas, after: Canvas): boolean =>
  after.width * after.height > before.width * before.height;

/** Adds operations to the end, unless they make the picture too large. */
export const append = (
  frame: Frame,
  operations: readonly Operation[],
  maxSide: number,
  param: Param,
): Diagnostic | undefined => {
  for (const operation of operations) {
    const before = canvasOf(frame);
    const after = nextCanvas(before, operation);
    if (grows(before, after) && Math.max(after.width, after.height) > maxSide) {
      return describeTooLarge(after, maxSide, param);
    }
    frame.operations.push(operation);
    frame.canvases.push(after);
  }
  return undefined;
};
