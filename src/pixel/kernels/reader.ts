/** Reads pictures between their pixels, in WebAssembly: see assembly/warp.ts. */
import type { RawPicture } from '../raw-picture.ts';
import { createInstance, type WithMemory } from '../wasm.ts';
import { wasmBase64 } from './warp-wasm.ts';

export interface Reader extends WithMemory {
  readonly pictureBytes: (width: number, height: number) => number;
  readonly rowAt: (picture: number, width: number, row: number) => number;
  readonly premultiply: (from: number, channels: number, pixels: number, to: number) => void;
  readonly extendEdges: (picture: number, width: number, height: number) => void;
  readonly drawRow: (
    ...addresses: readonly [
      picture: number,
      width: number,
      height: number,
      origins: number,
      pixels: number,
      to: number,
    ]
  ) => void;
  readonly moveRow: (
    ...addresses: readonly [
      picture: number,
      width: number,
      height: number,
      origins: number,
      pixels: number,
      to: number,
      channels: number,
    ]
  ) => void;
}

export const withReader = createInstance<Reader>(wasmBase64);

/** Premultiplied, and with a margin in which the edge goes on. `bytes` has room for a row. */
export const placePicture = (reader: Reader, source: RawPicture, picture: number, bytes: number): void => {
  const { data, width, height, channels } = source;
  const row = new Uint8Array(reader.memory.buffer, bytes, width * channels);
  for (let y = 0; y < height; y += 1) {
    row.set(data.subarray(y * row.length, (y + 1) * row.length));
    reader.premultiply(bytes, channels, width, reader.rowAt(picture, width, y));
  }
  reader.extendEdges(picture, width, height);
};
