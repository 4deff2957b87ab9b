/** What an operation does to the size of the canvas: the one place that both planner and engine go by. */
import type { Canvas } from './facts.ts';
import type { Operation } from './operation.ts';
import type { CastShadow, Silhouette } from './redrawing.ts';
import type { Matrix4 } from './tones.ts';
import { arcShape, perspectiveBox } from './warps.ts';

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
/** Bounding box of a rectangle whose rows are slid first, and then its columns. */
export const shearedSize = (
  { width, height }: Pick<Canvas, 'height' | 'width'>,
  { x, y }: { readonly x: number; readonly y: number },
): Pick<Canvas, 'height' | 'width'> => {
  const [a, b, c, d] = shearMatrix(x, y);
  return {
    width: roundSide(Math.abs(a) * width + Math.abs(b) * height),
    height: roundSide(Math.abs(c) * width + Math.abs(d) * height),
  };
};

/** x' = a x + b y and y' = c x + d y, as ImageMagick's -shear slides them. */
export const shearMatrix = (x: number, y: number): readonly [number, number, number, number] => {
  const [across, down] = [Math.tan((x * Math.PI) / 180), Math.tan((y * Math.PI) / 180)];
  return [1, -across, down, 1 - across * down];
};

/** How far a blur reaches that is made of three running means: beyond it there is nothing. */
export const blurReach = (sigma: number): number => 3 * Math.ceil((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2);

type Margins = Readonly<Record<'bottom' | 'left' | 'right' | 'top', number>>;

/** What a silhouette adds to each side of the canvas: whole pixels, never less than none. */
export const silhouetteMargins = ({
  spread,
  sigma,
  dx,
  dy,
}: Pick<Silhouette, 'dx' | 'dy' | 'sigma' | 'spread'>): Margins => {
  const reach = Math.ceil(spread) + blurReach(sigma);
  return {
    left: Math.max(0, reach - dx),
    top: Math.max(0, reach - dy),
    right: Math.max(0, reach + dx),
    bottom: Math.max(0, reach + dy),
  };
};

/** What a cast shadow may add to each side of the canvas: whole pixels, never less than none. */
export const castMargins = (
  { height }: Pick<Canvas, 'height'>,
  { right, down, far }: Pick<CastShadow, 'down' | 'far' | 'right'>,
): Margins => {
  const reach = blurReach(far);
  const margin = (pixels: number): number => Math.max(0, Math.ceil(pixels));
  return {
    left: margin(reach - height * right),
    right: margin(reach + height * right),
    // The shadow begins at the ground, which is the lower edge at the lowest and the upper one at the highest.
    top: margin(reach - height * (1 + down)),
    bottom: margin(reach + height * down),
  };
};

export const nextCanvas = (canvas: Canvas, operation: Operation): Canvas => {
  switch (operation.op) {
    case 'extract':
    case 'reframe':
    case 'replicate':
    case 'resize':
    case 'zoom-pan':
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
    case 'shear':
      return { ...shearedSize(canvas, operation), alpha: canvas.alpha || operation.color.alpha < 1 };
    case 'arc': {
      const { width, height } = arcShape(canvas, operation.degrees);
      return { width, height, alpha: true };
    }
    case 'perspective': {
      const { width, height } = perspectiveBox(canvas, operation.corners);
      return { width, height, alpha: true };
    }
    case 'composite':
      return {
        ...canvas,
        alpha: canvas.alpha || operation.blend === 'dest-in' || operation.blend === 'dest-out',
      };
    case 'alpha-recomb':
      return { ...canvas, alpha: canvas.alpha || changesAlpha(operation.matrix) };
    case 'cast-shadow': {
      const { left, top, right, bottom } = castMargins(canvas, operation);
      return { width: canvas.width + left + right, height: canvas.height + top + bottom, alpha: true };
    }
    case 'silhouette': {
      const { left, top, right, bottom } = silhouetteMargins(operation);
      return { width: canvas.width + left + right, height: canvas.height + top + bottom, alpha: true };
    }
    case 'fade-edges':
    case 'luma-to-alpha':
    case 'key-out':
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
    case 'cartoon':
    case 'color-table':
    case 'displace':
    case 'fade':
    case 'fill-light':
    case 'flip':
    case 'gradient-map':
    case 'hatch':
    case 'inner-line':
    case 'light-recomb':
    case 'linear':
    case 'maplut':
    case 'oil-paint':
    case 'ordered-dither':
    case 'morphology':
    case 'pixelate':
    case 'redeye':
    case 'recomb':
    case 'replace-color':
    case 'sharpen':
    case 'theme':
    case 'threshold':
    case 'vectorize':
    case 'vibrance':
    case 'tilt-shift':
    case 'unsharp-mask':
    case 'vignette':
    case 'within':
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
