/**
 * MobileNet v1 with the weights of face-api's package, computed for no more of its square than the picture fills: what
 * lies beside that is black, and black always looks the same. Normalisation is folded into the filters, and bias and
 * activation into the convolutions. All of that gives the numbers of the package's own net in half of its time.
 */
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

/** From 0..255 in three channels; no side longer than `networkSide`. */
export type MobileNet = (picture: Tensor) => Features;

/** Which layers take every other pixel, and which is looked at with finer cells. */
const halving: ReadonlySet<number> = new Set([2, 4, 6, 12]);
const fineLayer = 11;

const coarsestCell = 32;

/** So much black belongs to the picture that its edge looks as it does in the whole square. */
const marginPx = 16;

/** The values of the package: https://github.com/vladmandic/face-api/blob/master/src/ssdMobilenetv1/mobileNetV1.ts */
const epsilon = 0.0010000000474974513;
const black = -1;

export const convolve = (
  { fused }: TensorFlow,
  x: Tensor,
  { filters, batch_norm_offset: bias }: ConvolutionParams,
  stride: 1 | 2 = 1,
): Tensor =>
  fused.conv2d({ x, filter: filters, strides: [stride, stride], pad: 'same', bias, activation: 'relu6' });

interface Layer {
  readonly number: number;
  readonly stride: 1 | 2;
  readonly depthwise: { readonly filter: Tensor; readonly bias: Tensor };
  readonly pointwise: ConvolutionParams;
}

const foldNormalisation = (tf: TensorFlow, params: DepthwiseParams): Layer['depthwise'] => {
  const [filter, bias] = tf.tidy((): readonly [Tensor, Tensor] => {
    const factor = tf.div(params.batch_norm_scale, tf.sqrt(tf.add(params.batch_norm_variance, epsilon)));
    return [
      tf.mul(params.filters, tf.reshape(factor, [1, 1, -1, 1])),
      tf.sub(params.batch_norm_offset, tf.mul(params.batch_norm_mean, factor)),
    ];
  });
  return { filter, bias };
};

const listLayers = (tf: TensorFlow, params: MobileNetParams): readonly Layer[] =>
  Array.from({ length: 13 }, (_, index) => {
    const number = index + 1;
    const pair = params[`conv_${number}` as PairName];
    return {
      number,
      stride: halving.has(number) ? 2 : 1,
      depthwise: foldNormalisation(tf, pair.depthwise_conv),
      pointwise: pair.pointwise_conv,
    };
  });

/** How much of a side of the square is computed, in whole cells. */
const seenOf = (side: number): number =>
  Math.min(networkSide, Math.ceil((side + marginPx) / coarsestCell) * coarsestCell);

export const createMobileNet = (tf: TensorFlow, params: MobileNetParams): MobileNet => {
  const layers = listLayers(tf, params);

  const compute = (square: Tensor): Features => {
    let out = convolve(tf, square, params.conv_0, 2);
    let fine = out;
    for (const { number, stride, depthwise, pointwise } of layers) {
      out = tf.fused.depthwiseConv2d({
        x: out,
        ...depthwise,
        strides: [stride, stride],
        pad: 'same',
        activation: 'relu6',
      });
      out = convolve(tf, out, pointwise);
      if (number === fineLayer) fine = out;
    }
    return [fine, out];
  };

  const [blackFine, blackCoarse] = tf.tidy((): Features =>
    compute(tf.fill([1, networkSide, networkSide, 3], black)),
  );

  /** The rest of the square, to the right and below. */
  const complete = (features: Tensor, ofBlack: Tensor): Tensor => {
    const [, height = 0, width = 0, channels = 0] = features.shape;
    const [, allHeight = 0, allWidth = 0] = ofBlack.shape;
    const right = tf.slice(ofBlack, [0, 0, width, 0], [1, height, allWidth - width, channels]);
    const below = tf.slice(ofBlack, [0, height, 0, 0], [1, allHeight - height, allWidth, channels]);
    return tf.concat([tf.concat([features, right], 2), below], 1);
  };

  return (picture) => {
    const [height = 0, width = 0] = picture.shape;
    const margins = [
      [0, seenOf(height) - height],
      [0, seenOf(width) - width],
      [0, 0],
    ];
    const seen = tf.pad(tf.sub(tf.div(picture, 127.5), 1), margins, black);
    const [fine, coarse] = compute(tf.reshape(seen, [1, ...seen.shape]));
    return [complete(fine, blackFine), complete(coarse, blackCoarse)];
  };
};
