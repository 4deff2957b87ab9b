/**
 * The larger of two bytes, sixteen at a time: what JavaScript has no instruction for. The module is short enough to be
 * written by hand (https://webassembly.github.io/spec/core/binary/): one function in a memory of its own.
 */

/** What we use of it; Node has it, and the types that come with TypeScript only for browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly raise: (to: number, from: number, end: number) => void;
}

const name = (text: string): readonly number[] => [text.length, ...new TextEncoder().encode(text)];

/** Numbers up to 127 are one byte, and so are all lengths here. */
const section = (id: number, ...body: readonly number[]): readonly number[] => [id, body.length, ...body];

const i32 = 0x7f;
const [to, from, end] = [0, 1, 2];
const localGet = (local: number): readonly number[] => [0x20, local];
const vectorLoad = [0xfd, 0x00, 0, 0];
const vectorStore = [0xfd, 0x0b, 0, 0];
const maximumOfBytes = [0xfd, 0x79];
/** Sixteen further; what was set stays at hand with the second of the two. */
const advance = (local: number, set: 0x21 | 0x22): readonly number[] => [
  ...localGet(local),
  ...[0x41, 16], // i32.const
  0x6a, // i32.add
  ...[set, local],
];

const body = [
  0, // no locals
  ...[0x03, 0x40], // loop
  ...[...localGet(to), ...localGet(to), ...vectorLoad, ...localGet(from), ...vectorLoad],
  ...[...maximumOfBytes, ...vectorStore],
  ...[...advance(from, 0x21), ...advance(to, 0x22), ...localGet(end)],
  0x49, // i32.lt_u
  ...[0x0d, 0], // br_if: once more
  ...[0x0b, 0x0b], // of the loop, of the function
];

const code = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, 1, 0x60, 3, i32, i32, i32, 0), // types: three numbers, no result
  ...section(3, 1, 0), // functions
  ...section(5, 1, 0, 1), // memory: a page of 64 KB at first
  ...section(7, 2, ...name('memory'), 2, 0, ...name('raise'), 0, 0), // exports
  ...section(10, 1, body.length, ...body),
]);

const pageBytes = 65_536;

let shared: Exports | undefined;

// What we compiled ourselves has the exports that we wrote.
const open = (): Exports =>
  (shared ??= new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports);

export interface Bytes {
  readonly data: Uint8Array;
  /**
   * Each of `length` bytes from `to` on becomes at least as large as the one as far behind `from`. Goes up to 15 bytes
   * further than that. `from` may lie ahead of `to`, and within.
   */
  readonly raise: (to: number, from: number, length: number) => void;
}

/** So many bytes to work on, and some to spare. There is one place for all, which the next call takes over. */
export const takeBytes = (length: number): Bytes => {
  const { memory, raise } = open();
  const missing = length + 2 * 16 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return {
    data: new Uint8Array(memory.buffer, 0, length),
    raise: (target, source, bytes) => raise(target, source, target + bytes),
  };
};
