/** The size of one page of a document, from its header. */
import sharp from 'sharp';
import type { MeasuredPage } from '../ops/facts.ts';
import { failOn } from './decode.ts';
import { toFailure } from './failure.ts';
import type { OpenedSource } from './opened.ts';

export const measurePage = async (
  { bytes, maxInputPixels }: OpenedSource,
  page: number,
): Promise<MeasuredPage> => {
  try {
    const options = { failOn, limitInputPixels: maxInputPixels, page } as const;
    const { width, height, pageHeight, hasAlpha } = await sharp(bytes, options).metadata();
    return { kind: 'page', width, height: pageHeight ?? height, alpha: hasAlpha };
  } catch (error) {
    throw toFailure(error, true);
  }
};
