/**
 * SSIMULACRA 2.1, the perceptual metric of Jon Sneyers (Cloudinary), from its published description:
 * https://github.com/cloudinary/ssimulacra2. 100 is identical; 90 looks so even when flickering, 80 side by side, 70
 * is good, 50 fair; there is no lower bound. Within 0.01 of the formulas in double precision.
 *
 * Both pictures are compared at up to six scales, each half the one before, in three components: XYB, made positive and
 * brought to about 0..1. Of each component at each scale there are three maps of what differs (structure, artifacts,
 * lost detail), each as the mean of its values and the root of their fourth powers; weights make one number of them all.
 */
import type { RawPicture } from '../raw-picture.ts';
import { createLayout, makeRoom } from '../wasm.ts';
import { type Arithmetic, bytesPerSample, withArithmetic } from './arithmetic.ts';
import { linearizeOver, linearTable } from './linear.ts';
import { weights } from './weights.ts';

const maxScales = 6;
const minSide = 8;
const subScoresPerScale = 6;
/** Of the three components: X, Y, B. */
const [x, y, b] = [0, 1, 2] as const;
const components = [x, y, b] as const;
type Component = (typeof components)[number];

/** Taking smaller weights for nothing moves no score of a photograph by more than 0.0022, and saves most of the work. */
const minWeight = 0.01;

export const scoreOfSum = (sum: number): number => {
  const e = 0.956_238_261_683_484_4 * sum;
  const p =
    2.326_765_642_916_932 * e - 0.020_884_521_182_843_837 * e ** 2 + 0.000_062_484_966_257_631_38 * e ** 3;
  return p > 0 ? 100 - 10 * p ** 0.627_633_646_783_138_7 : 100;
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A scale is there when the one before it has sides of eight or more, so that the last may have sides of four. */
const scalesOf = (size: Size): readonly Size[] => {
  const scales = [size];
  let { width, height } = size;
  while (scales.length < maxScales && Math.min(width, height) >= minSide) {
    width = (width + 1) >> 1;
    height = (height + 1) >> 1;
    scales.push({ width, height });
  }
  return scales;
};

/**
 * The weights of one component at one scale. With fewer than six scales the reference goes on counting through the
 * list, so that weights no longer belong to their components: such scores compare with each other only.
 */
const weightsOf = (component: Component, scale: number, scales: number): Float64Array => {
  const first = (component * scales + scale) * subScoresPerScale;
  const all = weights.subarray(first, first + subScoresPerScale);
  return scales < maxScales ? all : all.map((weight) => (weight < minWeight ? 0 : weight));
};

const isWanted = (component: Component, scale: number, scales: number): boolean =>
  weightsOf(component, scale, scales).some((weight) => weight > 0);

/** The three planes of a picture, each at its address. */
type Planes = readonly [number, number, number];
type Pair = readonly [original: Planes, distorted: Planes];

interface Places {
  /** What the 256 samples stand for, and a picture of three channels. */
  readonly table: number;
  readonly rgb: number;
  /** Of linear light at the first scale, at the second, at the third where the first was, and so on. */
  readonly linear: readonly [Pair, Pair];
  readonly components: Pair;
  readonly scratch: number;
  readonly sums: number;
}

const layOut = (arithmetic: Arithmetic, { width, height }: Size): Places => {
  const { take, taken } = createLayout();
  const takePair = (across: number, down: number): Pair => {
    const takePlane = (): number => take(across * down * bytesPerSample);
    const takePlanes = (): Planes => [takePlane(), takePlane(), takePlane()];
    return [takePlanes(), takePlanes()];
  };
  const places: Places = {
    table: take(linearTable.byteLength),
    rgb: take(width * height * 3),
    linear: [takePair(width, height), takePair((width + 1) >> 1, (height + 1) >> 1)],
    components: takePair(width, height),
    scratch: take(arithmetic.scratchBytes(width)),
    sums: take(subScoresPerScale * Float64Array.BYTES_PER_ELEMENT),
  };
  makeRoom(arithmetic, taken());
  return places;
};

const placeLinear = (
  { memory, linearize }: Arithmetic,
  { data, width, height, channels }: RawPicture,
  background: number,
  { table, rgb }: Places,
  planes: Planes,
): void => {
  const size = width * height;
  if (channels === 4) {
    const [red, green, blue] = planes.map((at) => new Float32Array(memory.buffer, at, size));
    linearizeOver(data, background, [red!, green!, blue!]);
    return;
  }
  new Float32Array(memory.buffer, table).set(linearTable);
  new Uint8Array(memory.buffer, rgb).set(data);
  linearize(rgb, size, table, ...planes);
};

/** The weighted sum of what differs in one component. */
const sumOf = (
  { memory, compare }: Arithmetic,
  [original, distorted]: readonly [number, number],
  { width, height }: Size,
  { scratch, sums }: Places,
  componentWeights: Float64Array,
): number => {
  compare(original, distorted, width, height, scratch, sums);
  const [s = 0, a = 0, l = 0, s4 = 0, a4 = 0, l4 = 0] = new Float64Array(
    memory.buffer,
    sums,
    subScoresPerScale,
  ).map((sum) => sum / (width * height));
  const subScores = [s, a, l, s4 ** 0.25, a4 ** 0.25, l4 ** 0.25];
  return subScores.reduce((sum, subScore, at) => sum + subScore * componentWeights[at]!, 0);
};

const scoreWith = (
  arithmetic: Arithmetic,
  original: RawPicture,
  distorted: RawPicture,
  background: number,
): number => {
  const places = layOut(arithmetic, original);
  for (const [index, picture] of [original, distorted].entries()) {
    placeLinear(arithmetic, picture, background, places, places.linear[0][index]!);
  }
  const scales = scalesOf(original);
  let sum = 0;
  for (const [scale, size] of scales.entries()) {
    const pair = places.linear[scale % 2]!;
    if (scale > 0) {
      const { width, height } = scales[scale - 1]!;
      const before = places.linear[(scale + 1) % 2]!.flat();
      for (const [plane, to] of pair.flat().entries()) arithmetic.halve(before[plane]!, width, height, to);
    }
    const wanted = components.filter((component) => isWanted(component, scale, scales.length));
    if (wanted.length === 0) continue;
    for (const [index, [red, green, blue]] of pair.entries()) {
      const [xTo, yTo, bTo] = places.components[index]!;
      arithmetic.toComponents(
        red,
        green,
        blue,
        size.width * size.height,
        wanted.includes(x) ? xTo : 0,
        yTo,
        wanted.includes(b) ? bTo : 0,
      );
    }
    const [first, second] = places.components;
    for (const component of wanted) {
      const planes = [first[component], second[component]] as const;
      sum += sumOf(arithmetic, planes, size, places, weightsOf(component, scale, scales.length));
    }
  }
  return scoreOfSum(sum);
};

const scoreOn = (original: RawPicture, distorted: RawPicture, background: number): number =>
  withArithmetic((arithmetic) => scoreWith(arithmetic, original, distorted, background));

/**
 * How much the second of two pictures of the same size, with sides of eight at least, looks like the first. Where the
 * original has alpha, the worse of a dark and a light background counts; where only the other has, grey.
 */
export const ssimulacra2 = (original: RawPicture, distorted: RawPicture): number =>
  original.channels === 3
    ? scoreOn(original, distorted, 0.5)
    : Math.min(scoreOn(original, distorted, 0.1), scoreOn(original, distorted, 0.9));
