/** Modules of assembly/: each has one instance in a process, and a memory in which its user lays things out. */

/** What is used of it here; the types of Node have none of its values, and those of browsers have too much besides. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** Addresses are bytes from the beginning of `memory`. */
export interface WithMemory {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
}

const bytesPerPage = 65_536;
/** Vectors reach past the end of what they are read from. */
const alignment = 16;
/** What a look at a large picture took is given back. */
const maxKeptBytes = 16 * 1024 * 1024;

/** What `use` gives; nothing of what it laid out is there the next time. */
export type Instance<Exports> = <T>(use: (exports: Exports) => T) => T;

/** Compiled when it is first needed: most processes never do. */
export const createInstance = <Exports extends WithMemory>(base64: string): Instance<Exports> => {
  let compiled: object | undefined;
  let kept: Exports | undefined;
  const instantiate = (): Exports => {
    compiled ??= new WebAssembly.Module(Buffer.from(base64, 'base64'));
    // What we compiled ourselves has the exports that its source says.
    return new WebAssembly.Instance(compiled).exports as Exports;
  };
  return (use) => {
    kept ??= instantiate();
    const result = use(kept);
    if (kept.memory.buffer.byteLength > maxKeptBytes) kept = undefined;
    return result;
  };
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
export const makeRoom = ({ memory }: WithMemory, bytes: number): void => {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / bytesPerPage));
};
