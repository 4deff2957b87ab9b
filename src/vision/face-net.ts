/**
 * The networks: SSD MobileNet v1 for boxes and a 68-point one for landmarks, from the model folder of face-api's
 * package, on TensorFlow.js's WebAssembly backend. To be loaded in a process of its own: TensorFlow.js makes any
 * unhandled rejection end the process.
 */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { type Face, goodForHiding, type Landmarks } from '../ops/face.ts';
import type { Sample } from '../ports.ts';
import type { Detect } from './find-faces.ts';

export interface FaceNet {
  readonly detect: Detect;
  /** Of one face, which fills the picture and stands upright; in 0..1 of that picture. */
  readonly findLandmarks: (sample: Sample) => Promise<Landmarks>;
}

interface Tensor {
  readonly dispose: () => void;
}

interface Net {
  readonly loadFromDisk: (folder: string) => Promise<void>;
}

interface Located {
  readonly score: number;
  readonly relativeBox: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** As much of face-api as is used; its own types need a browser's. */
interface FaceApi {
  readonly tf: {
    readonly setBackend: (name: string) => Promise<boolean>;
    readonly ready: () => Promise<void>;
    readonly tensor3d: (values: Uint8Array, shape: readonly number[], type: 'int32') => Tensor;
  };
  readonly SsdMobilenetv1Options: new (options: {
    readonly minConfidence: number;
    readonly maxResults: number;
  }) => object;
  readonly nets: {
    readonly ssdMobilenetv1: Net & {
      readonly locateFaces: (input: Tensor, options: object) => Promise<readonly Located[]>;
    };
    readonly faceLandmark68Net: Net & {
      readonly detectLandmarks: (
        input: Tensor,
      ) => Promise<{ readonly relativePositions: readonly { readonly x: number; readonly y: number }[] }>;
    };
  };
}

const mostFaces = 400;

export const loadFaceNet = async (): Promise<FaceNet> => {
  const require = createRequire(import.meta.url);
  const wasmFile = require.resolve('@tensorflow/tfjs-backend-wasm');
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as {
    readonly setWasmPaths: (folder: string) => void;
  };
  setWasmPaths(dirname(wasmFile) + sep);
  // Its plain entry asks for tfjs-node, which downloads a library when it is installed.
  const { tf, nets, SsdMobilenetv1Options } =
    require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
  const models = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
  await tf.setBackend('wasm');
  await tf.ready();
  await nets.ssdMobilenetv1.loadFromDisk(models);
  await nets.faceLandmark68Net.loadFromDisk(models);
  const options = new SsdMobilenetv1Options({ minConfidence: goodForHiding, maxResults: mostFaces });

  const withTensor = async <T>(
    { rgb, width, height }: Sample,
    work: (tensor: Tensor) => Promise<T>,
  ): Promise<T> => {
    const tensor = tf.tensor3d(rgb, [height, width, 3], 'int32');
    try {
      return await work(tensor);
    } finally {
      tensor.dispose();
    }
  };

  return {
    detect: async (sample) =>
      withTensor(sample, async (tensor) =>
        (await nets.ssdMobilenetv1.locateFaces(tensor, options)).map(toFace),
      ),
    findLandmarks: async (sample) =>
      withTensor(sample, async (tensor) => {
        const { relativePositions } = await nets.faceLandmark68Net.detectLandmarks(tensor);
        return relativePositions.map(({ x, y }) => [x, y] as const);
      }),
  };
};

/** Boxes may reach beyond the picture. */
const toFace = ({ score, relativeBox }: Located): Face => {
  const left = Math.max(0, relativeBox.x);
  const top = Math.max(0, relativeBox.y);
  const right = Math.min(1, relativeBox.x + relativeBox.width);
  const bottom = Math.min(1, relativeBox.y + relativeBox.height);
  return { x: left, y: top, width: right - left, height: bottom - top, score };
};
