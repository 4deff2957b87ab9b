/** Where points of a picture lie after operations that move them: x' = a x + b y + e, y' = c x + d y + f. */
import type { Canvas } from './facts.ts';
import { castMargins, nextCanvas, shearMatrix, silhouetteMargins } from './geometry.ts';
import type { Window } from './moving.ts';
import type { Box, Operation } from './operation.ts';
import type { Point, Size } from './placement.ts';
import { perspectiveBox, type Quad } from './warps.ts';

export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

const identity: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

const move = (e: number, f: number): Affine => ({ ...identity, e, f });

export const applyTo = ({ a, b, c, d, e, f }: Affine, { x, y }: Point): Point => ({
  x: a * x + b * y + e,
  y: c * x + d * y + f,
});

/** The first, and then the second. */
export const chain = (first: Affine, second: Affine): Affine => {
  const origin = applyTo(second, { x: first.e, y: first.f });
  return {
    a: second.a * first.a + second.b * first.c,
    b: second.a * first.b + second.b * first.d,
    c: second.c * first.a + second.d * first.c,
    d: second.c * first.b + second.d * first.d,
    e: origin.x,
    f: origin.y,
  };
};

/** What undoes it; only a picture that was squeezed to nothing has none. */
export const invert = ({ a, b, c, d, e, f }: Affine): Affine | undefined => {
  const determinant = a * d - b * c;
  if (Math.abs(determinant) < 1e-12) return undefined;
  const inverse = {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
  };
  return { ...inverse, e: -(inverse.a * e + inverse.b * f), f: -(inverse.c * e + inverse.d * f) };
};

/** A linear map about the middle of the picture, which stays in the middle of what comes out. */
const aboutMiddle = (
  [a, b, c, d]: readonly [number, number, number, number],
  before: Size,
  after: Size,
): Affine => {
  const [x, y] = [before.width / 2, before.height / 2];
  return { a, b, c, d, e: after.width / 2 - a * x - b * y, f: after.height / 2 - c * x - d * y };
};

const turned = (degrees: number): readonly [number, number, number, number] => {
  const radians = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return [cos, -sin, sin, cos];
};

/** Clockwise about the origin. */
export const turning = (degrees: number): Affine => {
  const [a, b, c, d] = turned(degrees);
  return { a, b, c, d, e: 0, f: 0 };
};

/** A perspective is no affine map: this is the one that takes the middle and the mean of opposite sides along. */
const likePerspective = (before: Size, corners: Quad): Affine => {
  const [p0, p1, p2, p3] = corners;
  const [right, down] = [2 * before.width, 2 * before.height];
  const linear = {
    a: (p1.x - p0.x + p2.x - p3.x) / right,
    b: (p3.x - p0.x + p2.x - p1.x) / down,
    c: (p1.y - p0.y + p2.y - p3.y) / right,
    d: (p3.y - p0.y + p2.y - p1.y) / down,
  };
  const box = perspectiveBox(before, corners);
  const middle = applyTo({ ...linear, e: 0, f: 0 }, { x: before.width / 2, y: before.height / 2 });
  return {
    ...linear,
    e: (p0.x + p1.x + p2.x + p3.x) / 4 - middle.x - box.x,
    f: (p0.y + p1.y + p2.y + p3.y) / 4 - middle.y - box.y,
  };
};

/** A part of the picture on a canvas of its own. */
const show = (part: Window, { width, height }: Size): Affine => {
  const [a, d] = [width / part.width, height / part.height];
  return { ...identity, a, d, e: -part.left * a, f: -part.top * d };
};

const stepOf = (before: Canvas, operation: Operation): Affine => {
  const after = nextCanvas(before, operation);
  switch (operation.op) {
    case 'extract':
      return move(-operation.left, -operation.top);
    case 'backdrop':
    case 'extend':
    case 'replicate':
      return move(operation.left, operation.top);
    case 'cast-shadow': {
      const { left, top } = castMargins(before, operation);
      return move(left, top);
    }
    case 'silhouette': {
      const { left, top } = silhouetteMargins(operation);
      return move(left, top);
    }
    case 'perspective':
      return likePerspective(before, operation.corners);
    case 'arc':
    case 'resize':
      return { ...identity, a: after.width / before.width, d: after.height / before.height };
    case 'reframe':
      return show(operation.window, operation);
    case 'zoom-pan':
      return show(operation.from, operation);
    case 'flip':
      return aboutMiddle(operation.axis === 'horizontal' ? [-1, 0, 0, 1] : [1, 0, 0, -1], before, after);
    case 'rotate':
    case 'turn':
      return aboutMiddle(turned(operation.degrees), before, after);
    case 'shear':
      return aboutMiddle(shearMatrix(operation.x, operation.y), before, after);
    case 'alpha-maplut':
    case 'alpha-recomb':
    case 'anti-removal':
    case 'auto-tone':
    case 'blur':
    case 'brightness-hsb':
    case 'cartoon':
    case 'color-table':
    case 'composite':
    case 'displace':
    case 'fade':
    case 'fade-edges':
    case 'fill-light':
    case 'gradient-map':
    case 'hatch':
    case 'inner-line':
    case 'key-out':
    case 'light-recomb':
    case 'linear':
    case 'luma-to-alpha':
    case 'maplut':
    case 'oil-paint':
    case 'morphology':
    case 'opacity':
    case 'ordered-dither':
    case 'pixelate':
    case 'redeye':
    case 'recomb':
    case 'replace-color':
    case 'round-corners':
    case 'sharpen':
    case 'theme':
    case 'threshold':
    case 'tilt-shift':
    case 'underlay':
    case 'unsharp-mask':
    case 'vectorize':
    case 'vibrance':
    case 'vignette':
    case 'within':
      return identity;
  }
};

/** From the picture as it was decoded to what the operations make of it. `canvases` is one longer than `operations`. */
export const traceAffine = (operations: readonly Operation[], canvases: readonly Canvas[]): Affine =>
  operations.reduce((affine, operation, index) => {
    const before = canvases[index];
    return before === undefined ? affine : chain(affine, stepOf(before, operation));
  }, identity);

/** The part of the picture as it was decoded that is seen in what the operations made of it: the box around it. */
export const seenOf = (operations: readonly Operation[], canvases: readonly Canvas[]): Box | undefined => {
  const [start, last] = [canvases[0], canvases.at(-1)];
  const back = invert(traceAffine(operations, canvases));
  if (back === undefined || start === undefined || last === undefined) return undefined;
  const corners = [0, last.width].flatMap((x) => [0, last.height].map((y) => applyTo(back, { x, y })));
  const edge = (values: readonly number[], most: number): readonly [number, number] => [
    Math.max(0, Math.round(Math.min(...values))),
    Math.min(most, Math.round(Math.max(...values))),
  ];
  const [left, right] = edge(
    corners.map(({ x }) => x),
    start.width,
  );
  const [top, bottom] = edge(
    corners.map(({ y }) => y),
    start.height,
  );
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : undefined;
};
