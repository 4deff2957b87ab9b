/** The frames of an animation as pixels, a few at a time: all of them together may take a gigabyte. */
import sharp from 'sharp';
import { stretchPixels } from '../ops/moving-cost.ts';
import { failOn } from './decode.ts';
import { toFailure } from './failure.ts';
import type { OpenedSource } from './opened.ts';
import type { RawPicture } from './raw-picture.ts';

/** 8-bit sRGB as stored, not turned upright. Each may be written into, and is no longer there when the next is asked for. */
export const readFrames = async function* readFrames(
  { bytes, facts, maxInputPixels }: OpenedSource,
  pages: readonly number[],
): AsyncGenerator<RawPicture> {
  const { storedWidth: width, storedHeight: height, alpha } = facts;
  const channels = alpha ? 4 : 3;
  const frameBytes = width * height * channels;
  const most = Math.max(1, Math.floor(Math.min(stretchPixels, maxInputPixels) / (width * height)));
  let data: Uint8Array = new Uint8Array();
  let [from, until] = [0, 0];
  let shown: number | undefined;
  for (const page of pages) {
    if (page < from || page >= until || page === shown) {
      [from, until] = [page, Math.min(facts.pages, page + most)];
      data = await readStretch(bytes, { page: from, pages: until - from, alpha, maxInputPixels });
    }
    shown = page;
    const at = (page - from) * frameBytes;
    yield { data: data.subarray(at, at + frameBytes), width, height, channels };
  }
};

interface Stretch {
  readonly page: number;
  readonly pages: number;
  readonly alpha: boolean;
  readonly maxInputPixels: number;
}

const readStretch = async (
  bytes: Uint8Array,
  { page, pages, alpha, maxInputPixels }: Stretch,
): Promise<Uint8Array> => {
  try {
    const image = sharp(bytes, { failOn, limitInputPixels: maxInputPixels, page, pages }).toColourspace(
      'srgb',
    );
    return await (alpha ? image.ensureAlpha() : image.removeAlpha()).raw({ depth: 'uchar' }).toBuffer();
  } catch (error) {
    throw toFailure(error, true);
  }
};
