/** Texts for tests: what a style has by itself, and what can be said of a picture. */
import type { Text } from '../../../src/ops/text.ts';
import type { RawPicture } from '../../../src/pixel/raw-picture.ts';
import { useBundledFonts } from '../../../src/pixel/text/fontconfig.ts';
import { renderText } from '../../../src/pixel/text/render-text.ts';
import type { FontBytes } from '../../../src/pixel/text/typeface.ts';

useBundledFonts();

export const black = { r: 0, g: 0, b: 0, alpha: 1 };
export const white = { r: 255, g: 255, b: 255, alpha: 1 };
export const blue = { r: 0, g: 0, b: 255, alpha: 1 };
export const yellow = { r: 255, g: 255, b: 0, alpha: 1 };

/** Arimo 40, black, trimmed. */
export const textOf = (properties: Partial<Text>): Text => ({
  text: 'Hamburgefonts',
  family: 'Arimo',
  size: 40,
  weight: 400,
  italic: false,
  align: 'left',
  letterSpacing: 0,
  lineSpacing: 0,
  color: black,
  trim: true,
  ...properties,
});

export const draw = async (properties: Partial<Text>, fonts: FontBytes = {}): Promise<RawPicture> =>
  renderText(textOf(properties), fonts);

export const alphaAt = ({ data, width }: RawPicture, x: number, y: number): number =>
  data[(y * width + x) * 4 + 3]!;

export const colorAt = ({ data, width }: RawPicture, x: number, y: number): readonly number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];

/** How much ink there is, in whole pixels. */
export const inkOf = ({ data }: RawPicture): number => {
  let sum = 0;
  for (let at = 3; at < data.length; at += 4) sum += data[at]!;
  return sum / 255;
};

/** How much ink there is in each column. */
export const columnsOf = (picture: RawPicture): readonly number[] =>
  Array.from({ length: picture.width }, (_, x) => {
    let sum = 0;
    for (let y = 0; y < picture.height; y++) sum += alphaAt(picture, x, y);
    return sum;
  });

/** The first and last inked column within some rows. */
export const spanOf = (picture: RawPicture, top: number, bottom: number): readonly [number, number] => {
  let [left, right] = [picture.width, -1];
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < picture.width; x++) {
      if (alphaAt(picture, x, y) === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  }
  return [left, right];
};
