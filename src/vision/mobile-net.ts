/**
 * MobileNet v1 with the weights of face-api's package, computed for no more of its square than the picture fills: what
 * lies beside that is black, and black always looks the same. Normalisation is folded into the filters, and bias and
 * activation into the convolutions. What goes into the convolutions that take most of the time, those of all channels of
 * a pixel, is rounded to 12 bits and their filters to what these leave of 32: that gives nearly the numbers of the
 * package's own net, in a third of its time.
 */
import { type Convolutions, createConvolutions } from './convolutions.ts';
import { roundFilters } from './round-filters.ts';
import type { Tensor, TensorFlow } from './tensor-flow.ts';

/** What the network sees: it would shrink anything larger itself, and worse. */
export const networkSide = 512;

export interface ConvolutionParams {
  readonly filters: Tensor;
  readonly batch_norm_offset: Tensor;
}

interface DepthwiseParams extends ConvolutionParams {
  readonly batch_norm_mean: Tensor;
  readonly batch_norm_scale: Tensor;
  readonly batch_norm_variance: Tensor;
}

interface PairParams {
  readonly depthwise_conv: DepthwiseParams;
  readonly pointwise_conv: ConvolutionParams;
}

type PairName = `conv_${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13}`;

export type MobileNetParams = Readonly<Record<PairName, PairParams>> & { readonly conv_0: ConvolutionParams };

/** Of the whole square: one cell for 16 pixels, and one for 32. */
export type Features = readonly [fine: Tensor, coarse: Tensor];

/** 0..255 in three channels, row by row; no side longer than `networkSide`. */
export interface Picture {
  readonly values: Float32Array | Uint8Array;
  readonly width: number;
  readonly height: number;
}

export type MobileNet = (picture: Picture) => Features;

/** Which layers take every other pixel, and which is looked at with finer cells. */
const halving: ReadonlySet<number> = new Set([2, 4, 6, 12]);
const fineLayer = 11;

const coarsestCell = 32;

/** So much black belongs to the picture that its edge looks as it does in the whole square. */
const marginPx = 16;

/** The values of the package: https://github.com/vladmandic/face-api/blob/master/src/ssdMobilenetv1/mobileNetV1.ts */
const epsilon = 0.0010000000474974513;

/** Which integer stands for 1, and which is the largest that occurs. */
interface Scale {
  readonly one: number;
  readonly most: number;
}

/** Samples are 0..255 and stand for -1 (black) to 1: none is rounded. */
const sampleScale = 128;
const white = 127.5 * sampleScale;
const pictureScale: Scale = { one: white, most: white };

/** What relu6 leaves is 6 at most. */
const layerScale: Scale = { one: 4095 / 6, most: 4095 };

/** What the first layer looks at: 3 by 3 pixels in three channels. */
const seenChannels = 27;

/** Pixels are taken four at a time, so some are written past the last. */
const pastLast = 3;

const shortBytes = 2;
const floatBytes = 4;

/** A convolution of all channels of each pixel, in memory. */
interface Pointwise {
  readonly filters: number;
  readonly scales: number;
  readonly bias: number;
  readonly channels: number;
  readonly count: number;
}

interface Layer {
  readonly number: number;
  readonly stride: 1 | 2;
  readonly depthwise: { readonly filter: number; readonly bias: number };
  readonly pointwise: Pointwise;
}

const keepPointwise = (
  { keep }: Convolutions,
  params: ConvolutionParams,
  channels: number,
  scale: Scale,
): Pointwise => {
  const bias = params.batch_norm_offset.dataSync();
  const count = bias.length;
  const rounded = roundFilters({ weights: params.filters.dataSync(), channels, count }, scale);
  return {
    filters: keep(rounded.values),
    scales: keep(rounded.scales),
    bias: keep(bias),
    channels: rounded.channels,
    count,
  };
};

const keepDepthwise = (
  tf: TensorFlow,
  { keep }: Convolutions,
  params: DepthwiseParams,
): Layer['depthwise'] => {
  const factor = tf.div(params.batch_norm_scale, tf.sqrt(tf.add(params.batch_norm_variance, epsilon)));
  const filter = tf.mul(params.filters, tf.reshape(factor, [1, 1, -1, 1]));
  const bias = tf.sub(params.batch_norm_offset, tf.mul(params.batch_norm_mean, factor));
  return { filter: keep(filter.dataSync()), bias: keep(bias.dataSync()) };
};

const keepLayers = (tf: TensorFlow, convolutions: Convolutions, params: MobileNetParams): readonly Layer[] =>
  Array.from({ length: 13 }, (_, index) => {
    const number = index + 1;
    const { depthwise_conv: depthwise, pointwise_conv: pointwise } = params[`conv_${number}` as PairName];
    return {
      number,
      stride: halving.has(number) ? 2 : 1,
      depthwise: tf.tidy(() => keepDepthwise(tf, convolutions, depthwise)),
      pointwise: keepPointwise(
        convolutions,
        pointwise,
        depthwise.batch_norm_offset.dataSync().length,
        layerScale,
      ),
    };
  });

/** How much of a side of the square is computed, in whole cells. */
const seenOf = (side: number): number =>
  Math.min(networkSide, Math.ceil((side + marginPx) / coarsestCell) * coarsestCell);

/** Numbers of each cell, row by row. */
interface Cells {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Room for the largest picture, shared by all layers. */
const takeRoom = ({ take }: Convolutions, first: Pointwise, layers: readonly Layer[]) => {
  let side = networkSide / 2;
  let mostShorts = (side ** 2 + pastLast) * first.channels;
  let mostFloats = (side ** 2 + pastLast) * first.count;
  for (const { stride, pointwise } of layers) {
    side /= stride;
    mostShorts = Math.max(mostShorts, (side ** 2 + pastLast) * pointwise.channels);
    mostFloats = Math.max(mostFloats, (side ** 2 + pastLast) * pointwise.count);
  }
  const widest = Math.max(...layers.map(({ pointwise: { channels } }) => channels));
  return {
    picture: take(networkSide ** 2 * 3 * shortBytes),
    zeros: take(widest * floatBytes),
    shorts: take(mostShorts * shortBytes),
    floats: take(mostFloats * floatBytes),
  };
};

export const createMobileNet = (tf: TensorFlow, params: MobileNetParams): MobileNet => {
  const convolutions = createConvolutions();
  const { gather, depthwise, pointwise, shorts, floats } = convolutions;
  const first = keepPointwise(convolutions, params.conv_0, seenChannels, pictureScale);
  const layers = keepLayers(tf, convolutions, params);
  const room = takeRoom(convolutions, first, layers);

  const combine = (pixels: number, { filters, scales, bias, channels, count }: Pointwise): void =>
    pointwise(room.shorts, pixels, channels, filters, scales, bias, count, room.floats);

  /** Of what has been drawn. */
  const compute = (across: number, down: number): readonly [fine: Cells, coarse: Cells] => {
    gather(room.picture, across, down, room.shorts);
    let [width, height, channels] = [across / 2, down / 2, first.count];
    combine(width * height, first);
    const copy = (): Cells => ({
      values: floats(room.floats, width * height * channels).slice(),
      width,
      height,
    });
    let fine: Cells | undefined;
    for (const { number, stride, depthwise: own, pointwise: all } of layers) {
      const place = [own.filter, own.bias, room.zeros, layerScale.one, room.shorts] as const;
      depthwise(room.floats, width, height, channels, stride, ...place);
      [width, height, channels] = [width / stride, height / stride, all.count];
      combine(width * height, all);
      if (number === fineLayer) fine = copy();
    }
    const coarse = copy();
    return [fine ?? coarse, coarse];
  };

  /** In the upper left corner of so much of the square; the rest is black. */
  const draw = ({ values, width, height }: Picture, across: number, down: number): void => {
    const square = shorts(room.picture, across * down * 3).fill(-white);
    const row = width * 3;
    for (let y = 0; y < height; y += 1) {
      const to = y * across * 3;
      for (let at = 0; at < row; at += 1) {
        square[to + at] = Math.round((values[y * row + at] ?? 0) * sampleScale) - white;
      }
    }
  };

  const toTensor = ({ values, width, height }: Cells): Tensor =>
    tf.tensor4d(values, [1, height, width, values.length / width / height]);

  draw({ values: new Uint8Array(), width: 0, height: 0 }, networkSide, networkSide);
  const ofBlack = compute(networkSide, networkSide);
  const [blackFine, blackCoarse] = [toTensor(ofBlack[0]), toTensor(ofBlack[1])];

  /** With the rest of the square, to the right and below. */
  const complete = (cells: Cells, black: Tensor): Tensor => {
    const { width, height } = cells;
    const [, allHeight = 0, allWidth = 0, channels = 0] = black.shape;
    const right = tf.slice(black, [0, 0, width, 0], [1, height, allWidth - width, channels]);
    const below = tf.slice(black, [0, height, 0, 0], [1, allHeight - height, allWidth, channels]);
    return tf.concat([tf.concat([toTensor(cells), right], 2), below], 1);
  };

  return (picture) => {
    const [across, down] = [seenOf(picture.width), seenOf(picture.height)];
    draw(picture, across, down);
    const [fine, coarse] = compute(across, down);
    return [complete(fine, blackFine), complete(coarse, blackCoarse)];
  };
};
