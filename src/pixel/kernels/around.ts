/** What morphology has in WebAssembly: see assembly/morphology.ts. */
import { createInstance, type WithMemory } from '../wasm.ts';
import { wasmBase64 } from './morphology-wasm.ts';

export interface Around extends WithMemory {
  /**
   * Each byte from `to` to `end` becomes at least as large as the one as far behind `from`. Goes up to 15 bytes further
   * than that. `from` may lie ahead of `to`, and within.
   */
  readonly raise: (to: number, from: number, end: number) => void;
  readonly premultiply: (from: number, channels: number, pixels: number, to: number) => void;
  readonly straighten: (from: number, pixels: number, to: number, channels: number) => void;
  readonly scratchBytes: (width: number, reach: number) => number;
  readonly average: (
    ...addresses: readonly [
      picture: number,
      width: number,
      height: number,
      reach: number,
      runs: number,
      count: number,
      pixels: number,
      scratch: number,
    ]
  ) => void;
}

export const withAround = createInstance<Around>(wasmBase64);
