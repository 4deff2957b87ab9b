/** Pictures as plain RGBA pixels, to be looked at and compared; renders never come this way. */
import sharp from 'sharp';
import { failOn } from './decode.ts';

/** 8-bit sRGB with straight alpha, four bytes a pixel, rows from the top. */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What decoded which pixels: a newer libvips may round otherwise. */
export const vipsVersion: string = sharp.versions.vips;

/** The picture as it is seen: upright, in sRGB, the first page or frame. */
export const decodeRaster = async (bytes: Uint8Array): Promise<Raster> => {
  const { data, info } = await sharp(bytes, { failOn })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/** Lossless, straight alpha as it is; colours under full transparency may be lost. */
export const encodePng = async ({ data, width, height }: Raster): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
