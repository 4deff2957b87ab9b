/** Random chains of operations that fit the canvas that they meet. */
import fc from 'fast-check';
import type { Canvas } from '../../src/ops/facts.ts';
import { nextCanvas } from '../../src/ops/geometry.ts';
import type { Box, StillOperation, Within } from '../../src/ops/operation.ts';
import type { Matrix3, Matrix4 } from '../../src/ops/tones.ts';
import { cornersOf, type Quad } from '../../src/ops/warps.ts';

const largestSide = 120;

const color = fc.record({
  r: fc.integer({ min: 0, max: 255 }),
  g: fc.integer({ min: 0, max: 255 }),
  b: fc.integer({ min: 0, max: 255 }),
  alpha: fc.constantFrom(0, 0.5, 1, 1),
});

const margin = fc.integer({ min: 0, max: 6 });
const radius = fc.integer({ min: 0, max: 12 });
const corners = fc.oneof(fc.constant('ellipse' as const), fc.tuple(radius, radius, radius, radius));
const triple = (value: fc.Arbitrary<number>): fc.Arbitrary<readonly [number, number, number]> =>
  fc.tuple(value, value, value);

const matrices: readonly Matrix3[] = [
  [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
  [
    [0.393, 0.769, 0.189],
    [0.349, 0.686, 0.168],
    [0.272, 0.534, 0.131],
  ],
  [
    [1.4, -0.3, -0.1],
    [-0.1, 1.2, -0.1],
    [-0.1, -0.3, 1.4],
  ],
];

/** Alpha stays apart: a matrix that shows what is transparent would show whatever colour happens to be hidden there. */
const toMatrix4 = ([r, g, b]: Matrix3): Matrix4 => [
  [...r, 0],
  [...g, 0.1],
  [...b, 0],
  [0, 0, 0, 0.8],
];

const negative = Array.from({ length: 256 }, (_, byte) => 255 - byte);
const squares = Array.from({ length: 256 }, (_, byte) => Math.round(byte ** 2 / 255));

const silhouette = {
  op: fc.constant('silhouette' as const),
  color,
  spread: fc.integer({ min: 0, max: 4 }),
  sigma: fc.double({ min: 0, max: 3, noNaN: true }),
  dx: fc.integer({ min: -9, max: 9 }),
  dy: fc.integer({ min: -9, max: 9 }),
};

const fixed: readonly fc.Arbitrary<StillOperation>[] = [
  fc.record({ op: fc.constant('flip'), axis: fc.constantFrom('horizontal', 'vertical') }),
  fc.record({ op: fc.constant('turn'), degrees: fc.constantFrom(90, 180, 270) }),
  fc.record({ op: fc.constant('recomb'), matrix: fc.constantFrom(...matrices) }),
  fc.record({
    op: fc.constant('linear'),
    multiply: triple(fc.double({ min: 0.5, max: 1.3, noNaN: true })),
    add: triple(fc.integer({ min: -30, max: 30 })),
  }),
  fc.record({
    op: fc.constant('maplut'),
    table: fc.constantFrom(negative, squares, [...negative, ...squares, ...negative]),
  }),
  fc.record({ op: fc.constant('alpha-maplut'), table: fc.constant(squares) }),
  fc.record({
    op: fc.constant('alpha-recomb'),
    matrix: fc.constantFrom(...matrices.slice(0, 2).map(toMatrix4)),
  }),
  fc.record({ op: fc.constant('brightness-hsb'), factor: fc.double({ min: 0.5, max: 1.3, noNaN: true }) }),
  fc.record(silhouette),
  fc.record({ ...silhouette, under: fc.constantFrom(1, 3) }),
  fc.record({
    op: fc.constant('inner-line'),
    color,
    width: fc.double({ min: 1, max: 5, noNaN: true }),
    sigma: fc.double({ min: 0, max: 3, noNaN: true }),
  }),
  fc.record({
    op: fc.constant('key-out'),
    by: fc.constantFrom('color', 'hue'),
    color,
    tolerance: fc.constant(0.05),
    softness: fc.constant(0.6),
    connected: fc.constant(false),
  }),
  fc.record({ op: fc.constant('replace-color'), to: color, from: color, tolerance: fc.constant(15) }),
  fc.record({ op: fc.constant('vibrance'), amount: fc.double({ min: -1, max: 0.4, noNaN: true }) }),
  fc.record({
    op: fc.constant('gradient-map'),
    table: fc.constant([...negative, ...negative, ...squares]),
    amount: fc.double({ min: 0, max: 1, noNaN: true }),
    equalize: fc.constant(false),
  }),
  fc.record({ op: fc.constant('fill-light'), amount: fc.constant(0.7), below: fc.constant(0.5) }),
  fc.record({
    op: fc.constant('auto-tone'),
    contrast: fc.constantFrom(0, 0.5),
    color: fc.constantFrom(0, 0.5),
    brightness: fc.constantFrom(0, 0.3),
    blend: fc.constantFrom(0.3, 0.6),
  }),
  fc.record({ op: fc.constant('light-recomb'), matrix: fc.constantFrom(...matrices) }),
  fc.record({ op: fc.constant('blur'), sigma: fc.double({ min: 0.4, max: 12, noNaN: true }) }),
  fc.record({
    op: fc.constant('sharpen'),
    sigma: fc.double({ min: 0.5, max: 2, noNaN: true }),
    amount: fc.double({ min: 0.5, max: 1, noNaN: true }),
  }),
  fc.record({
    op: fc.constant('unsharp-mask'),
    sigma: fc.double({ min: 0.5, max: 3, noNaN: true }),
    amount: fc.double({ min: 0.5, max: 1, noNaN: true }),
  }),
  fc.record({ op: fc.constant('vignette'), strength: fc.double({ min: 0.1, max: 2, noNaN: true }) }),
  fc.record({ op: fc.constant('tilt-shift'), sigma: fc.double({ min: 0.4, max: 6, noNaN: true }) }),
  fc.record({ op: fc.constant('hatch'), amount: fc.constant(0.6), period: fc.constant(8) }),
  fc.record({
    op: fc.constant('fade-edges'),
    ...{ left: radius, top: radius, right: radius, bottom: radius },
    curve: fc.constantFrom(0.5, 1, 3),
    inside: fc.constant(false),
  }),
  fc.record({ op: fc.constant('pixelate'), size: fc.integer({ min: 2, max: 9 }) }),
  fc.record({ op: fc.constant('opacity'), factor: fc.double({ min: 0.3, max: 1, noNaN: true }) }),
  fc.record({ op: fc.constant('round-corners'), corners }),
  fc.record({
    op: fc.constant('backdrop'),
    ...{ left: margin, top: margin, right: margin, bottom: margin },
    backdrop: fc.constant({
      backdrop: 'auto',
      from: 'border',
      contrast: false,
      colors: 2,
      direction: 'vertical',
      palette: [],
    } as const),
  }),
  fc.oneof(
    fc.record({ op: fc.constant('underlay'), color }),
    fc.record({ op: fc.constant('underlay'), color, corners }),
  ),
];

const boxWithin = ({ width, height }: Canvas): fc.Arbitrary<Box> =>
  fc
    .record({ width: fc.integer({ min: 1, max: width }), height: fc.integer({ min: 1, max: height }) })
    .chain((size) =>
      fc.record({
        left: fc.integer({ min: 0, max: width - size.width }),
        top: fc.integer({ min: 0, max: height - size.height }),
        width: fc.constant(size.width),
        height: fc.constant(size.height),
      }),
    );

/** Each corner moves by less than a third of a side, so that the shape stays convex. */
const cornersNear = (canvas: Canvas): fc.Arbitrary<Quad> => {
  const share = fc.double({ min: -0.3, max: 0.15, noNaN: true });
  return fc.tuple(share, share, share, share, share, share, share, share).map((shares) => {
    const moved = cornersOf(canvas).map(({ x, y }, index) => ({
      x: x + (x === 0 ? 1 : -1) * shares[2 * index]! * canvas.width,
      y: y + (y === 0 ? 1 : -1) * shares[2 * index + 1]! * canvas.height,
    }));
    return [moved[0]!, moved[1]!, moved[2]!, moved[3]!];
  });
};

const partEffect = fc.constantFrom<Within['effect']>({ op: 'blur', sigma: 3 }, { op: 'pixelate', size: 4 });

const fitting = (canvas: Canvas): readonly fc.Arbitrary<StillOperation>[] => [
  fc.record({
    op: fc.constant('resize'),
    width: fc.integer({ min: 8, max: 60 }),
    height: fc.integer({ min: 8, max: 60 }),
  }),
  boxWithin(canvas).map((box) => ({ op: 'extract', ...box })),
  fc.tuple(boxWithin(canvas), partEffect).map(([box, effect]) => ({ op: 'within', ...box, effect })),
  boxWithin(canvas).map((box) => ({ op: 'redeye', boxes: [box] })),
  fc.record({ op: fc.constant('extend'), left: margin, top: margin, right: margin, bottom: margin, color }),
  fc.record({ op: fc.constant('rotate'), degrees: fc.integer({ min: 1, max: 359 }), color }),
  cornersNear(canvas).map((moved) => ({ op: 'perspective', corners: moved })),
  fc
    .integer({ min: -360, max: 360 })
    .filter((degrees) => degrees !== 0)
    .map((degrees) => ({ op: 'arc', degrees })),
  fc.record({
    op: fc.constant('shear'),
    x: fc.integer({ min: -50, max: 50 }),
    y: fc.integer({ min: -50, max: 50 }),
    color,
  }),
];

const chain = (canvas: Canvas, left: number): fc.Arbitrary<readonly StillOperation[]> =>
  left === 0
    ? fc.constant([])
    : fc.oneof(...fixed, ...fitting(canvas), ...fitting(canvas)).chain((operation) => {
        const next = nextCanvas(canvas, operation);
        return Math.max(next.width, next.height) > largestSide
          ? fc.constant<readonly StillOperation[]>([operation])
          : chain(next, left - 1).map((rest): readonly StillOperation[] => [operation, ...rest]);
      });

/** Up to eight operations, each within the canvas that the ones before it leave. */
export const operationsArbitrary = (canvas: Canvas): fc.Arbitrary<readonly StillOperation[]> =>
  fc.constantFrom(2, 3, 5, 8).chain((length) => chain(canvas, length));
