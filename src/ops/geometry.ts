/** What an operation does to the size of the canvas: the one place that both planner and engine go by. */
import type { Canvas } from './facts.ts';
import type { Matrix4, Operation } from './operation.ts';

/** Whole pixels, never less than one. Cloudinary rounds to nearest: 640x426 at w_450 gives 300. */
export const roundSide = (side: number): number => Math.max(1, Math.round(side));

/** Bounding box of a rectangle turned by any angle. */
export const rotatedSize = (
  { width, height }: Pick<Canvas, 'height' | 'width'>,
  degrees: number,
): Pick<Canvas, 'height' | 'width'> => {
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.abs(Math.cos(radians));
  const sin = Math.abs(Math.sin(radians));
  return { width: roundSide(width * cos + height * sin), height: roundSide(width * sin + height * cos) };
};

/** Whether an opaque picture does not come out of it as one. */
export const changesAlpha = ([, , , [r, g, b, alpha]]: Matrix4): boolean =>
  r !== 0 || g !== 0 || b !== 0 || alpha !== 1;

export const nextCanvas = (canvas: Canvas, operation: Operation): Canvas => {
  switch (operation.op) {
    case 'extract':
    case 'replicate':
    case 'resize':
      return { ...canvas, width: operation.width, height: operation.height };
    case 'extend':
      return {
        width: canvas.width + operation.left + operation.right,
        height: canvas.height + operation.top + operation.bottom,
        alpha: canvas.alpha || operation.color.alpha < 1,
      };
    case 'backdrop':
      return {
        width: canvas.width + operation.left + operation.right,
        height: canvas.height + operation.top + operation.bottom,
        alpha: false,
      };
    case 'turn':
      return operation.degrees === 180 ? canvas : { ...canvas, width: canvas.height, height: canvas.width };
    case 'rotate':
      return {
        ...rotatedSize(canvas, operation.degrees),
        alpha: canvas.alpha || operation.color.alpha < 1,
      };
    case 'composite':
      return {
        ...canvas,
        alpha: canvas.alpha || operation.blend === 'dest-in' || operation.blend === 'dest-out',
      };
    case 'alpha-recomb':
      return { ...canvas, alpha: canvas.alpha || changesAlpha(operation.matrix) };
    case 'luma-to-alpha':
    case 'round-corners':
      return { ...canvas, alpha: true };
    case 'opacity':
      return { ...canvas, alpha: canvas.alpha || operation.factor < 1 };
    case 'underlay':
      return {
        ...canvas,
        alpha: canvas.alpha && (operation.color.alpha < 1 || operation.corners !== undefined),
      };
    case 'alpha-maplut':
    case 'anti-removal':
    case 'auto-tone':
    case 'blur':
    case 'brightness-hsb':
    case 'color-table':
    case 'displace':
    case 'fill-light':
    case 'flip':
    case 'gradient-map':
    case 'light-recomb':
    case 'linear':
    case 'maplut':
    case 'pixelate':
    case 'recomb':
    case 'sharpen':
    case 'threshold':
    case 'vibrance':
      return canvas;
  }
};

/** The canvas before the first operation and after each. */
export const followCanvas = (
  start: Canvas,
  operations: readonly Operation[],
): readonly [Canvas, ...Canvas[]] => {
  const canvases: [Canvas, ...Canvas[]] = [start];
  for (const operation of operations) canvases.push(nextCanvas(canvases.at(-1) ?? start, operation));
  return canvases;
};
