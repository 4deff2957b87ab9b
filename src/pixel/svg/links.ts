/** Where a link may point: into the same document, or to a picture that it carries with it. */
import { imageSize } from 'image-size';
import { sniff } from '../sniff.ts';

const localPattern = /^#[^\s"'<>\\]+$/u;
const picturePattern = /^data:image\/(?:png|jpe?g|webp|gif);base64,([A-Za-z\d+/=\s]+)$/iu;

export type KeepLink = (element: string, link: string) => string | undefined;

/** The link as it may be kept, or undefined. All pictures inside count together, like one original. */
export const createKeepLink = (maxImagePixels: number): KeepLink => {
  let pixelsLeft = maxImagePixels;
  return (element, link) => {
    const trimmed = link.trim();
    if (localPattern.test(trimmed)) return trimmed;
    const base64 =
      element === 'image' || element === 'feImage' ? picturePattern.exec(trimmed)?.[1] : undefined;
    if (base64 === undefined) return undefined;
    const pixels = countPixels(Buffer.from(base64, 'base64'));
    if (pixels === undefined || pixels > pixelsLeft) return undefined;
    pixelsLeft -= pixels;
    return trimmed.replace(/\s+/gu, '');
  };
};

/** Undefined for what is none of the formats that it may be, or cannot be measured: it is not drawn. */
const countPixels = (bytes: Uint8Array): number | undefined => {
  const sniffed = sniff(bytes);
  if (sniffed.kind !== 'known' || sniffed.format === 'svg') return undefined;
  try {
    const { width, height } = imageSize(bytes);
    const pixels = width * height;
    return Number.isSafeInteger(pixels) && pixels > 0 ? pixels : undefined;
  } catch {
    return undefined;
  }
};
