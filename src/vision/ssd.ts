/** The head of the detector: from the features of a picture to boxes, at six sizes of cells. */
import type { Face } from '../ops/face.ts';
import type { Sample } from '../ports.ts';
import {
  type ConvolutionParams,
  createMobileNet,
  type MobileNetParams,
  networkSide,
  type Picture,
} from './mobile-net.ts';
import { readBoxes } from './read-boxes.ts';
import type { Tensor, TensorFlow } from './tensor-flow.ts';

interface PredictorParams {
  readonly filters: Tensor;
  readonly bias: Tensor;
}

interface BoxParams {
  readonly box_encoding_predictor: PredictorParams;
  readonly class_predictor: PredictorParams;
}

type Digit = 0 | 1 | 2 | 3 | 4 | 5;

/** As the package loads them. */
export interface SsdParams {
  readonly mobilenetv1: MobileNetParams;
  readonly prediction_layer: Readonly<Record<`conv_${6 | 7 | Digit}`, ConvolutionParams>> &
    Readonly<Record<`box_predictor_${Digit}`, BoxParams>>;
  readonly output_layer: { readonly extra_dim: Tensor };
}

/** Faces in a picture that is drawn with its longer side so long, no more than `networkSide`. */
export type Ssd = (sample: Sample, side: number) => Promise<readonly Face[]>;

const convolve = (
  { fused }: TensorFlow,
  x: Tensor,
  { filters, batch_norm_offset: bias }: ConvolutionParams,
  stride: 1 | 2 = 1,
): Tensor =>
  fused.conv2d({ x, filter: filters, strides: [stride, stride], pad: 'same', bias, activation: 'relu6' });

export const createSsd = (tf: TensorFlow, params: SsdParams): Ssd => {
  const { prediction_layer: head, output_layer: output } = params;
  const findFeatures = createMobileNet(tf, params.mobilenetv1);
  const anchors = output.extra_dim.dataSync();

  const predict = (x: Tensor, { filters, bias }: PredictorParams, values: number): Tensor =>
    tf.reshape(tf.fused.conv2d({ x, filter: filters, strides: [1, 1], pad: 'same', bias }), [-1, values]);

  /** Each half as fine as the one before. */
  const listMaps = (fine: Tensor, coarse: Tensor): readonly Tensor[] => {
    const third = convolve(tf, convolve(tf, coarse, head.conv_0), head.conv_1, 2);
    const fourth = convolve(tf, convolve(tf, third, head.conv_2), head.conv_3, 2);
    const fifth = convolve(tf, convolve(tf, fourth, head.conv_4), head.conv_5, 2);
    const sixth = convolve(tf, convolve(tf, fifth, head.conv_6), head.conv_7, 2);
    return [fine, coarse, third, fourth, fifth, sixth];
  };

  const run = (picture: Picture): readonly [boxes: Tensor, classes: Tensor] => {
    const maps = listMaps(...findFeatures(picture)).map((map, index) => {
      const predictor = head[`box_predictor_${index as Digit}`];
      return {
        boxes: predict(map, predictor.box_encoding_predictor, 4),
        classes: predict(map, predictor.class_predictor, 3),
      };
    });
    return [
      tf.concat(
        maps.map(({ boxes }) => boxes),
        0,
      ),
      tf.concat(
        maps.map(({ classes }) => classes),
        0,
      ),
    ];
  };

  const draw = ({ rgb, width, height }: Sample, side: number): Picture => {
    const factor = side / Math.max(width, height);
    if (factor === 1) return { values: rgb, width, height };
    const drawn = {
      width: Math.max(1, Math.round(width * factor)),
      height: Math.max(1, Math.round(height * factor)),
    };
    const picture = tf.cast(tf.tensor3d(rgb, [height, width, 3], 'int32'), 'float32');
    return { values: tf.image.resizeBilinear(picture, [drawn.height, drawn.width]).dataSync(), ...drawn };
  };

  return async (sample, side) => {
    let part = { width: 0, height: 0 };
    const [boxes, classes] = tf.tidy(() => {
      const picture = draw(sample, side);
      part = { width: picture.width / networkSide, height: picture.height / networkSide };
      return run(picture);
    });
    try {
      return readBoxes({ boxes: await boxes.data(), classes: await classes.data(), anchors }, part);
    } finally {
      boxes.dispose();
      classes.dispose();
    }
  };
};
