/** The convolutions of the network, in WebAssembly: an instance of assembly/mobile-net.ts, and what is kept in its memory. */
import { wasmBase64 } from './mobile-net-wasm.ts';

/** What is used of it here; the types of Node have none of its values, and those of browsers have too much besides. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

type Numbers<Names extends readonly unknown[]> = { readonly [At in keyof Names]: number };

/** Addresses are bytes from the beginning of `memory`; sides and numbers of pixels are those of what is read. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly gather: (...args: Numbers<['from', 'width', 'height', 'to']>) => void;
  readonly depthwise: (
    ...args: Numbers<
      ['from', 'width', 'height', 'channels', 'stride', 'filter', 'bias', 'zeros', 'factor', 'to']
    >
  ) => void;
  readonly pointwise: (
    ...args: Numbers<['from', 'pixels', 'channels', 'filters', 'scales', 'bias', 'count', 'to']>
  ) => void;
}

export interface Convolutions extends Omit<Exports, 'memory'> {
  /** The address of room that is nobody else's; all of it is zero. */
  readonly take: (bytes: number) => number;
  /** Room with these in it. */
  readonly keep: (values: Float32Array | Int16Array) => number;
  /** Views end when more is taken. */
  readonly shorts: (address: number, length: number) => Int16Array;
  readonly floats: (address: number, length: number) => Float32Array;
}

const bytesPerPage = 65_536;
const alignment = 16;

export const createConvolutions = (): Convolutions => {
  const compiled = new WebAssembly.Module(Buffer.from(wasmBase64, 'base64'));
  // What we compiled ourselves has the exports that we wrote.
  const { memory, ...convolutions } = new WebAssembly.Instance(compiled).exports as Exports;
  let next = alignment;

  const take = (bytes: number): number => {
    const address = next;
    next += Math.ceil(bytes / alignment) * alignment;
    const missing = next - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / bytesPerPage));
    return address;
  };

  return {
    ...convolutions,
    take,
    keep: (values) => {
      const address = take(values.byteLength);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      new Uint8Array(memory.buffer).set(bytes, address);
      return address;
    },
    shorts: (address, length) => new Int16Array(memory.buffer, address, length),
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
  };
};
