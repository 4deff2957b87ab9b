/** Random chains of operations that fit the canvas that they meet. */
import fc from 'fast-check';
import type { Canvas } from '../../src/ops/facts.ts';
import { nextCanvas } from '../../src/ops/geometry.ts';
import type { Box, Picture, StillOperation, Within } from '../../src/ops/operation.ts';
import type { Matrix3, Matrix4 } from '../../src/ops/tones.ts';
import { cornersOf, type Quad } from '../../src/ops/warps.ts';

const largestSide = 120;

type Name = StillOperation['op'];
type Of<N extends Name> = Extract<StillOperation, { readonly op: N }>;

const color = fc.record({
  r: fc.integer({ min: 0, max: 255 }),
  g: fc.integer({ min: 0, max: 255 }),
  b: fc.integer({ min: 0, max: 255 }),
  alpha: fc.constantFrom(0, 0.5, 1, 1),
});

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const margin = whole(0, 6);
const radius = whole(0, 12);
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

/** Somewhere in the canvas, and of its size at most. */
const boxWithin = ({ width, height }: Canvas): fc.Arbitrary<Box> =>
  fc.record({ width: whole(1, width), height: whole(1, height) }).chain((size) =>
    fc.record({
      left: whole(0, width - size.width),
      top: whole(0, height - size.height),
      width: fc.constant(size.width),
      height: fc.constant(size.height),
    }),
  );

/** Each corner moves by less than a third of a side, so that the shape stays convex. */
const cornersNear = (canvas: Canvas): fc.Arbitrary<Quad> => {
  const share = between(-0.3, 0.15);
  return fc.tuple(share, share, share, share, share, share, share, share).map((shares) => {
    const moved = cornersOf(canvas).map(({ x, y }, index) => ({
      x: x + (x === 0 ? 1 : -1) * shares[2 * index]! * canvas.width,
      y: y + (y === 0 ? 1 : -1) * shares[2 * index + 1]! * canvas.height,
    }));
    return [moved[0]!, moved[1]!, moved[2]!, moved[3]!];
  });
};

const partEffect = fc.constantFrom<Within['effect']>({ op: 'blur', sigma: 3 }, { op: 'pixelate', size: 4 });

/** A layer of that size; what it shows is for whoever develops it to say. */
const layerOf = ({ width, height }: Box): Picture => ({
  source: { kind: 'original', index: 0, decode: { autoOrient: true, page: 0 } },
  operations: [{ op: 'resize', width, height }],
});

const silhouette = {
  op: fc.constant('silhouette' as const),
  color,
  spread: whole(0, 4),
  sigma: between(0, 3),
  dx: whole(-9, 9),
  dy: whole(-9, 9),
};

/** One for each operation that there is: the compiler asks for those that are missing. */
const arbitraries: { readonly [N in Name]: (canvas: Canvas) => fc.Arbitrary<Of<N>> } = {
  'alpha-maplut': () => fc.record({ op: fc.constant('alpha-maplut'), table: fc.constant(squares) }),
  'alpha-recomb': () =>
    fc.record({
      op: fc.constant('alpha-recomb'),
      matrix: fc.constantFrom(...matrices.slice(0, 2).map(toMatrix4)),
    }),
  'anti-removal': () => fc.record({ op: fc.constant('anti-removal'), level: whole(1, 60) }),
  arc: () =>
    fc.record({ op: fc.constant('arc'), degrees: whole(-360, 360).filter((degrees) => degrees !== 0) }),
  'auto-tone': () =>
    fc.record({
      op: fc.constant('auto-tone'),
      contrast: fc.constantFrom(0, 0.5),
      color: fc.constantFrom(0, 0.5),
      brightness: fc.constantFrom(0, 0.3),
      blend: fc.constantFrom(0.3, 0.6),
    }),
  backdrop: () =>
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
  blur: () => fc.record({ op: fc.constant('blur'), sigma: between(0.4, 12) }),
  'brightness-hsb': () => fc.record({ op: fc.constant('brightness-hsb'), factor: between(0.5, 1.3) }),
  cartoon: () =>
    fc.record({
      op: fc.constant('cartoon'),
      line: between(0, 1),
      reduction: between(0, 1),
      blackWhite: fc.boolean(),
      sigma: between(0.6, 1.5),
    }),
  'cast-shadow': () =>
    fc.record({
      op: fc.constant('cast-shadow'),
      color,
      right: between(-1, 1),
      down: fc.oneof(between(-0.8, -0.2), between(0.2, 0.8)),
      near: between(0, 1),
      far: between(1, 3),
    }),
  'color-table': () => fc.record({ op: fc.constant('color-table'), file: fc.constant(1) }),
  composite: (canvas) =>
    boxWithin(canvas).chain((box) =>
      fc.record({
        op: fc.constant('composite'),
        layer: fc.constant(layerOf(box)),
        blend: fc.constantFrom('over', 'dest-over', 'dest-out', 'multiply', 'screen'),
        left: fc.constant(box.left),
        top: fc.constant(box.top),
      }),
    ),
  displace: (canvas) =>
    boxWithin(canvas).chain((box) =>
      fc.record({
        op: fc.constant('displace'),
        map: fc.constant(layerOf(box)),
        x: whole(-6, 6),
        y: whole(-6, 6),
        left: fc.constant(box.left),
        top: fc.constant(box.top),
      }),
    ),
  extend: () =>
    fc.record({ op: fc.constant('extend'), left: margin, top: margin, right: margin, bottom: margin, color }),
  extract: (canvas) => boxWithin(canvas).map((box) => ({ op: 'extract', ...box })),
  'fade-edges': () =>
    fc.record({
      op: fc.constant('fade-edges'),
      ...{ left: radius, top: radius, right: radius, bottom: radius },
      curve: fc.constantFrom(0.5, 1, 3),
      inside: fc.constant(false),
    }),
  'fill-light': () =>
    fc.record({ op: fc.constant('fill-light'), amount: fc.constant(0.7), below: fc.constant(0.5) }),
  flip: () => fc.record({ op: fc.constant('flip'), axis: fc.constantFrom('horizontal', 'vertical') }),
  'gradient-map': () =>
    fc.record({
      op: fc.constant('gradient-map'),
      table: fc.constant([...negative, ...negative, ...squares]),
      amount: between(0, 1),
      equalize: fc.constant(false),
    }),
  hatch: () => fc.record({ op: fc.constant('hatch'), amount: fc.constant(0.6), period: fc.constant(8) }),
  'inner-line': () =>
    fc.record({ op: fc.constant('inner-line'), color, width: between(1, 5), sigma: between(0, 3) }),
  'key-out': () =>
    fc.record({
      op: fc.constant('key-out'),
      by: fc.constantFrom('color', 'hue'),
      color,
      tolerance: fc.constant(0.05),
      softness: fc.constant(0.6),
      connected: fc.constant(false),
    }),
  'light-recomb': () => fc.record({ op: fc.constant('light-recomb'), matrix: fc.constantFrom(...matrices) }),
  linear: () =>
    fc.record({
      op: fc.constant('linear'),
      multiply: triple(between(0.5, 1.3)),
      add: triple(whole(-30, 30)),
    }),
  'luma-to-alpha': () => fc.constant({ op: 'luma-to-alpha' }),
  maplut: () =>
    fc.record({
      op: fc.constant('maplut'),
      table: fc.constantFrom(negative, squares, [...negative, ...squares, ...negative]),
    }),
  morphology: () =>
    fc.record({
      op: fc.constant('morphology'),
      method: fc.constantFrom('convolve', 'dilate', 'erode'),
      kernel: fc.constantFrom('disk', 'ring', 'square'),
      radius: between(1, 4),
      iterations: whole(1, 2),
    }),
  'oil-paint': () =>
    fc.record({ op: fc.constant('oil-paint'), radius: whole(1, 4), tones: fc.constantFrom(8, 24) }),
  opacity: () => fc.record({ op: fc.constant('opacity'), factor: between(0.3, 1) }),
  'ordered-dither': () =>
    fc.record({
      op: fc.constant('ordered-dither'),
      width: fc.constant(2),
      thresholds: fc.constant([51, 153, 204, 102]),
    }),
  perspective: (canvas) => cornersNear(canvas).map((moved) => ({ op: 'perspective', corners: moved })),
  pixelate: () => fc.record({ op: fc.constant('pixelate'), size: whole(2, 9) }),
  recomb: () => fc.record({ op: fc.constant('recomb'), matrix: fc.constantFrom(...matrices) }),
  redeye: (canvas) => boxWithin(canvas).map((box) => ({ op: 'redeye', boxes: [box] })),
  reframe: (canvas) =>
    boxWithin(canvas).chain((window) =>
      fc.record({
        op: fc.constant('reframe'),
        window: fc.constant(window),
        width: whole(8, 60),
        height: whole(8, 60),
      }),
    ),
  'replace-color': () =>
    fc.record({ op: fc.constant('replace-color'), to: color, from: color, tolerance: fc.constant(15) }),
  replicate: (canvas) =>
    fc.record({
      op: fc.constant('replicate'),
      left: whole(-9, 9),
      top: whole(-9, 9),
      width: whole(1, canvas.width),
      height: whole(1, canvas.height),
    }),
  resize: () => fc.record({ op: fc.constant('resize'), width: whole(8, 60), height: whole(8, 60) }),
  rotate: () => fc.record({ op: fc.constant('rotate'), degrees: whole(1, 359), color }),
  'round-corners': () => fc.record({ op: fc.constant('round-corners'), corners }),
  sharpen: () => fc.record({ op: fc.constant('sharpen'), sigma: between(0.5, 2), amount: between(0.5, 1) }),
  shear: () => fc.record({ op: fc.constant('shear'), x: whole(-50, 50), y: whole(-50, 50), color }),
  silhouette: () =>
    fc.oneof(fc.record(silhouette), fc.record({ ...silhouette, under: fc.constantFrom(1, 3) })),
  theme: () => fc.record({ op: fc.constant('theme'), color, photosensitivity: fc.constantFrom(0, 1) }),
  threshold: () => fc.record({ op: fc.constant('threshold'), value: whole(1, 254) }),
  'tilt-shift': () => fc.record({ op: fc.constant('tilt-shift'), sigma: between(0.4, 6) }),
  turn: () => fc.record({ op: fc.constant('turn'), degrees: fc.constantFrom(90, 180, 270) }),
  underlay: () =>
    fc.oneof(
      fc.record({ op: fc.constant('underlay'), color }),
      fc.record({ op: fc.constant('underlay'), color, corners }),
    ),
  'unsharp-mask': () =>
    fc.record({ op: fc.constant('unsharp-mask'), sigma: between(0.5, 3), amount: between(0.5, 1) }),
  vectorize: () =>
    fc.record({
      op: fc.constant('vectorize'),
      colors: whole(2, 8),
      detail: whole(10, 300),
      despeckle: whole(0, 3),
      bend: fc.constantFrom(0, 1),
      corner: fc.constant(1),
    }),
  vibrance: () => fc.record({ op: fc.constant('vibrance'), amount: between(-1, 0.4) }),
  vignette: () => fc.record({ op: fc.constant('vignette'), strength: between(0.1, 2) }),
  within: (canvas) =>
    fc.tuple(boxWithin(canvas), partEffect).map(([box, effect]) => ({ op: 'within', ...box, effect })),
};

export const operationNames = Object.keys(arbitraries) as readonly Name[];

/**
 * What makes much of the least difference between two pictures: a level more or less turns white to black, one colour to
 * another that is as frequent, or is spread to all around. Such operations begin a chain, where nothing differs yet.
 */
const jumping: ReadonlySet<Name> = new Set<Name>([
  ...(['cartoon', 'cast-shadow', 'morphology', 'oil-paint', 'ordered-dither'] as const),
  ...(['theme', 'threshold', 'vectorize'] as const),
]);

/** What folding is about comes twice as often. */
const moving: ReadonlySet<Name> = new Set<Name>([
  ...(['extend', 'extract', 'flip', 'resize', 'rotate', 'shear', 'turn'] as const),
]);

const chain = (canvas: Canvas, left: number, isFirst: boolean): fc.Arbitrary<readonly StillOperation[]> => {
  if (left === 0) return fc.constant([]);
  const names = operationNames.filter((name) => isFirst || !jumping.has(name));
  const one: fc.Arbitrary<StillOperation> = fc.oneof(
    ...names.map((name) => ({ weight: moving.has(name) ? 2 : 1, arbitrary: arbitraries[name](canvas) })),
  );
  return one.chain((operation) => {
    const next = nextCanvas(canvas, operation);
    return Math.max(next.width, next.height) > largestSide
      ? fc.constant<readonly StillOperation[]>([operation])
      : chain(next, left - 1, false).map((rest): readonly StillOperation[] => [operation, ...rest]);
  });
};

/** Up to eight operations, each within the canvas that the ones before it leave. */
export const operationsArbitrary = (canvas: Canvas): fc.Arbitrary<readonly StillOperation[]> =>
  fc.constantFrom(2, 3, 5, 8).chain((length) => chain(canvas, length, true));
