/** The arithmetic of the metric, in WebAssembly. */
import { createInstance, type WithMemory } from '../wasm.ts';
import { wasmBase64 } from './ssimulacra2-wasm.ts';

/** Sizes and sides are samples. See assembly/ssimulacra2.ts. */
export interface Arithmetic extends WithMemory {
  readonly linearize: (
    ...addresses: readonly [rgb: number, size: number, table: number, r: number, g: number, b: number]
  ) => void;
  readonly halve: (from: number, width: number, height: number, to: number) => void;
  /** `x` and `b` may be 0, where they are not wanted. */
  readonly toComponents: (
    ...addresses: readonly [r: number, g: number, b: number, size: number, x: number, y: number, blue: number]
  ) => void;
  readonly scratchBytes: (width: number) => number;
  readonly compare: (
    ...addresses: readonly [
      original: number,
      distorted: number,
      width: number,
      height: number,
      scratch: number,
      sums: number,
    ]
  ) => void;
}

export const bytesPerSample = 4;

export const withArithmetic = createInstance<Arithmetic>(wasmBase64);
