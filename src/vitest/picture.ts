/** What tests hand in as a picture -> RGBA pixels. */
import { decodeRaster, type Raster } from '../pixel/raster.ts';

/** Decoded pixels, 8 bits a channel: grey, grey and alpha, RGB, or RGBA, as sharp's `raw()` gives them. */
export interface DecodedPicture {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** An encoded picture in any format that sharp reads, or decoded pixels. */
export type Picture = DecodedPicture | Uint8Array;

const isDecoded = (received: unknown): received is DecodedPicture =>
  typeof received === 'object' && received !== null && 'data' in received && 'channels' in received;

const toRgba = ({ data, width, height, channels }: DecodedPicture): Raster => {
  if (channels < 1 || channels > 4 || data.length !== width * height * channels) {
    throw new TypeError(
      `toMatchGolden: ${data.length} bytes are not ${width}x${height} pixels of ${channels} channels`,
    );
  }
  const isGray = channels < 3;
  const rgba = new Uint8Array(width * height * 4);
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = data[from] ?? 0;
    rgba[to + 1] = data[isGray ? from : from + 1] ?? 0;
    rgba[to + 2] = data[isGray ? from : from + 2] ?? 0;
    rgba[to + 3] = channels % 2 === 0 ? (data[from + channels - 1] ?? 0) : 255;
  }
  return { data: rgba, width, height };
};

export const readPicture = async (received: unknown): Promise<Raster> => {
  if (isDecoded(received)) return toRgba(received);
  if (!(received instanceof Uint8Array)) {
    const isPromise = typeof received === 'object' && received !== null && 'then' in received;
    throw new TypeError(
      `toMatchGolden: expected encoded bytes (Uint8Array) or { data, width, height, channels }${
        isPromise ? ', and got a promise: await it, or write expect(...).resolves' : ''
      }`,
    );
  }
  try {
    return await decodeRaster(received);
  } catch (cause) {
    throw new TypeError(
      `toMatchGolden: the ${received.length} bytes received are no picture that can be read`,
      {
        cause,
      },
    );
  }
};
