/** JPEG XL, by the library of its makers in WebAssembly. It gives 8-bit sRGB, upright, the first frame of several. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fail } from '../../errors.ts';
import { findJxlSize } from './jxl-size.ts';
import type { Unpacker } from './unpacker.ts';

interface Decoded {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface Decoder {
  readonly decode: (bytes: Uint8Array) => Decoded | null | undefined;
}

/** Stands for the browser's class, of which the decoder makes one. */
function ImageData(data: Uint8ClampedArray, width: number, height: number): Decoded {
  return { data, width, height };
}

const load = async (): Promise<Decoder> => {
  if (!('ImageData' in globalThis)) Object.assign(globalThis, { ImageData });
  const { init } = await import('@jsquash/jxl/decode.js');
  const path = createRequire(import.meta.url).resolve('@jsquash/jxl/codec/dec/jxl_dec.wasm');
  return init({ wasmBinary: await readFile(path) });
};

let loading: Promise<Decoder> | undefined;

export const jxl: Unpacker = {
  size: findJxlSize,
  unpack: async (bytes) => {
    loading ??= load();
    const decoder = await loading;
    const decoded = decoder.decode(bytes);
    if (!decoded) throw fail('source.corrupt');
    const { data, width, height } = decoded;
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { kind: 'pixels', picture: { data: pixels, width, height, channels: 4 } };
  },
};
