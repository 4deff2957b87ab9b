/** The arithmetic of the metric, in WebAssembly: its one instance, and the memory in which planes are laid out for it. */
import { wasmBase64 } from './ssimulacra2-wasm.ts';

/** What is used of it here; the types of Node have none of its values, and those of browsers have too much besides. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Addresses are bytes from the beginning of `memory`, sizes and sides are samples. See assembly/ssimulacra2.ts. */
export interface Arithmetic {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
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

const bytesPerPage = 65_536;
export const bytesPerSample = 4;
/** Vectors of four samples reach past the end of a plane. */
const alignment = 16;

/** A sample takes half of it; what the look at a whole picture took is given back. */
const maxKeptBytes = 16 * 1024 * 1024;

let compiled: object | undefined;
let kept: Arithmetic | undefined;

/** Compiled when it is first needed: most processes never do. */
const instantiate = (): Arithmetic => {
  compiled ??= new WebAssembly.Module(Buffer.from(wasmBase64, 'base64'));
  return new WebAssembly.Instance(compiled).exports as Arithmetic;
};

/** What `use` gives; nothing of what it laid out is there the next time. */
export const withArithmetic = <T>(use: (arithmetic: Arithmetic) => T): T => {
  kept ??= instantiate();
  const result = use(kept);
  if (kept.memory.buffer.byteLength > maxKeptBytes) kept = undefined;
  return result;
};

/** Lays out one thing after the other; each has room for a vector after it. */
export interface Layout {
  readonly take: (bytes: number) => number;
  readonly taken: () => number;
}

export const createLayout = (): Layout => {
  let next = alignment; // 0 stands for nothing
  return {
    take: (bytes) => {
      const at = next;
      next += Math.ceil(bytes / alignment) * alignment + alignment;
      return at;
    },
    taken: () => next,
  };
};

/** Memory never shrinks. */
export const makeRoom = ({ memory }: Arithmetic, bytes: number): void => {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / bytesPerPage));
};
