/** HEIC, by libheif in WebAssembly where it is installed; turned upright, as the file says, by the decoder. */
import sharp, { type Metadata } from 'sharp';
import { fail } from '../../errors.ts';
import { readCoding } from '../color/convert-coded.ts';
import { toSrgb } from '../color/to-srgb.ts';
import type { Size, Unpacker } from './unpacker.ts';

interface HeifImage extends Record<'get_height' | 'get_width', () => number> {
  readonly is_primary: () => boolean | number;
  readonly display: (into: Display, done: (display: Display | null) => void) => void;
  readonly free: () => void;
}

interface Display extends Size {
  readonly data: Uint8ClampedArray;
}

interface HeifDecoder {
  readonly decode: (bytes: Uint8Array) => readonly HeifImage[];
  /** What it keeps of a file beyond its pictures. */
  readonly decoder?: { readonly delete: () => void } | null;
}

interface LibHeif {
  readonly HeifDecoder: new () => HeifDecoder;
}

/** LGPL and large, so it is nobody's duty to install it; by a variable, for those who have not. */
const optionalPackage = ['libheif-js', 'wasm-bundle.js'].join('/');

const load = async (): Promise<LibHeif> => {
  try {
    const { default: library } = (await import(optionalPackage)) as { readonly default: LibHeif };
    return library;
  } catch (error) {
    throw fail(
      'source.unsupported-format',
      'HEIC originals need the optional package libheif-js, which is not installed',
      error,
    );
  }
};

const readPixels = async (image: HeifImage): Promise<Display> =>
  new Promise((resolve, reject) => {
    const [width, height] = [image.get_width(), image.get_height()];
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, (display) => {
      if (display) resolve(display);
      else reject(fail('source.corrupt'));
    });
  });

/** libvips reads the header, though not the pixels: its libheif has the AV1 codec only. */
const readHeader = async (bytes: Uint8Array): Promise<Metadata> => sharp(bytes).metadata();

export const heic: Unpacker = {
  size: async (bytes) => {
    const { width, height } = await readHeader(bytes);
    return { width, height };
  },
  unpack: async (bytes) => {
    const { compression, icc } = await readHeader(bytes);
    if (compression === 'av1') return { kind: 'file', bytes };
    const { HeifDecoder: Decoder } = await load();
    const decoder = new Decoder();
    const images = decoder.decode(bytes);
    const primary = images.find((image) => Boolean(image.is_primary())) ?? images[0];
    if (primary === undefined) throw fail('source.corrupt');
    try {
      const { data, width, height } = await readPixels(primary);
      const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const picture = { data: pixels, width, height, channels: 4 } as const;
      const coding = readCoding(bytes, 'heic');
      return coding
        ? { kind: 'pixels', picture: toSrgb({ ...picture, most: 255 }, coding) }
        : { kind: 'pixels', picture, ...(icc && { profile: icc }) };
    } finally {
      for (const image of images) image.free();
      decoder.decoder?.delete();
    }
  },
};
