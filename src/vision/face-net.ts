/**
 * The networks: SSD MobileNet v1 for boxes and a 68-point one for landmarks, from the model folder of face-api's
 * package, on TensorFlow.js's WebAssembly backend. To be loaded in a process of its own: TensorFlow.js makes any
 * unhandled rejection end the process.
 */
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { Landmarks } from '../ops/face.ts';
import type { Sample } from '../ports.ts';
import type { Detect } from './find-faces.ts';
import { createSsd, type SsdParams } from './ssd.ts';
import type { Tensor, TensorFlow } from './tensor-flow.ts';

export interface FaceNet {
  readonly detect: Detect;
  /** Of one face, which fills the picture and stands upright; in 0..1 of that picture. */
  readonly findLandmarks: (sample: Sample) => Promise<Landmarks>;
}

interface Net {
  readonly loadFromDisk: (folder: string) => Promise<void>;
}

/** As much of face-api as is used; its own types need a browser's. */
interface FaceApi {
  readonly tf: TensorFlow;
  readonly nets: {
    readonly ssdMobilenetv1: Net & { readonly params: SsdParams };
    readonly faceLandmark68Net: Net & {
      readonly detectLandmarks: (
        input: Tensor,
      ) => Promise<{ readonly relativePositions: readonly { readonly x: number; readonly y: number }[] }>;
    };
  };
}

export const loadFaceNet = async (): Promise<FaceNet> => {
  const require = createRequire(import.meta.url);
  const wasmFile = require.resolve('@tensorflow/tfjs-backend-wasm');
  const { setWasmPaths } = require('@tensorflow/tfjs-backend-wasm') as {
    readonly setWasmPaths: (folder: string) => void;
  };
  setWasmPaths(dirname(wasmFile) + sep);
  // Its plain entry asks for tfjs-node, which downloads a library when it is installed.
  const { tf, nets } = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
  const models = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
  await tf.setBackend('wasm');
  await tf.ready();
  await nets.ssdMobilenetv1.loadFromDisk(models);
  await nets.faceLandmark68Net.loadFromDisk(models);

  return {
    detect: createSsd(tf, nets.ssdMobilenetv1.params),
    findLandmarks: async ({ rgb, width, height }) => {
      const tensor = tf.tensor3d(rgb, [height, width, 3], 'int32');
      try {
        const { relativePositions } = await nets.faceLandmark68Net.detectLandmarks(tensor);
        return relativePositions.map(({ x, y }) => [x, y] as const);
      } finally {
        tensor.dispose();
      }
    },
  };
};
