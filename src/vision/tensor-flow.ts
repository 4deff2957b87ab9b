/** As much of TensorFlow.js as is used: its own types need a browser's. */

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: () => Promise<Float32Array>;
  readonly dataSync: () => Float32Array;
  readonly dispose: () => void;
}

type Numbers = readonly number[];

interface Convolution {
  readonly x: Tensor;
  readonly filter: Tensor;
  readonly strides: readonly [number, number];
  readonly pad: 'same';
  readonly bias: Tensor;
  readonly activation?: 'relu6';
}

export interface TensorFlow {
  readonly setBackend: (name: string) => Promise<boolean>;
  readonly ready: () => Promise<void>;
  /** Lets go of all that was made meanwhile, but for what is returned. */
  readonly tidy: <Result>(work: () => Result) => Result;
  readonly tensor3d: (values: Uint8Array, shape: Numbers, type: 'int32') => Tensor;
  readonly tensor4d: (values: Float32Array, shape: Numbers) => Tensor;
  readonly cast: (tensor: Tensor, type: 'float32') => Tensor;
  readonly add: (a: Tensor, b: Tensor | number) => Tensor;
  readonly sub: (a: Tensor, b: Tensor | number) => Tensor;
  readonly mul: (a: Tensor, b: Tensor) => Tensor;
  readonly div: (a: Tensor, b: Tensor | number) => Tensor;
  readonly sqrt: (tensor: Tensor) => Tensor;
  readonly reshape: (tensor: Tensor, shape: Numbers) => Tensor;
  readonly concat: (tensors: readonly Tensor[], axis: number) => Tensor;
  readonly slice: (tensor: Tensor, begin: Numbers, size: Numbers) => Tensor;
  readonly image: {
    readonly resizeBilinear: (tensor: Tensor, size: readonly [height: number, width: number]) => Tensor;
  };
  readonly fused: {
    readonly conv2d: (convolution: Convolution) => Tensor;
  };
}
