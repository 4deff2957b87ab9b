/** Small pictures for the matcher's own tests. */
import sharp from 'sharp';

export interface Made {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 4;
}

type Pixel = readonly [r: number, g: number, b: number, alpha: number];

/** Every pixel by its place. */
export const draw = (width: number, height: number, at: (x: number, y: number) => Pixel): Made => {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(at(x, y), (y * width + x) * 4);
  }
  return { data, width, height, channels: 4 };
};

/** A gradient, so that no two places look alike. */
export const gradient = (x: number, y: number): Pixel => [x * 4, y * 4, 128, 255];

export const toPng = async ({ data, width, height, channels }: Made): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels } }).png().toBuffer();
