/**
 * Has pango draw a paragraph so that we can read from the picture what libvips does not tell: where each line lies.
 *
 * libvips cuts a text to its ink. So the text is drawn in blue, on lines whose background is green, between two rulers
 * in red that are at least as long: then nothing of the green is cut off. Blue is never quite opaque, so that green
 * shows through everywhere.
 */
import sharp from 'sharp';
import type { TextAlignment } from '../../values/text-style.ts';
import { toFailure } from '../failure.ts';
import { type Attributes, span } from './markup.ts';
import { isRightToLeft, splitGraphemes } from './paragraphs.ts';

export interface Setting {
  readonly letters: Attributes;
  readonly size: number;
  readonly letterSpacing: number;
  readonly align: TextAlignment;
  /** Lines are broken to be no wider than this. */
  readonly width?: number;
  readonly fontfile?: string;
}

/** Straight RGBA. */
export interface Drawing {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Of 255. */
export const inkAlpha = 248;
const inkColors = { foreground: '#00f', fgalpha: Math.round((inkAlpha / 255) * 65_535), background: '#0f0' };

/** Cousine is 0.6 em wide: three pixels for each of these, which meet. */
const rulerColors = { font_family: 'Cousine', size: 5 * 1024, foreground: '#f00' };
const rulerStep = 3;

const ruler = (length: number, isRtl: boolean): string =>
  span(rulerColors, (isRtl ? '\u200f' : '') + '─'.repeat(Math.max(1, Math.floor(length / rulerStep))));

/** What pango calls left is where a line begins: on the right, where it reads from there. */
const pangoAlign = (align: TextAlignment, isRtl: boolean): 'center' | 'left' | 'right' => {
  switch (align) {
    case 'center':
      return 'center';
    case 'start':
    case 'justify':
      return 'left';
    case 'end':
      return 'right';
    case 'left':
    case 'right':
      return (align === 'left') === isRtl ? 'right' : 'left';
  }
};

/** Lines stand a whole em apart, so that whatever sticks out of one is not in another. */
const spacingOf = (size: number): number => Math.ceil(size);

const draw = async (paragraph: string, setting: Setting, rulerLength: number): Promise<Drawing> => {
  const { letters, size, align, width, fontfile } = setting;
  const isRtl = isRightToLeft(paragraph);
  const line = ruler(rulerLength, isRtl);
  try {
    const { data, info } = await sharp({
      text: {
        text: `${line}\n${span({ ...letters, ...inkColors }, paragraph)}\n${line}`,
        dpi: 72,
        rgba: true,
        align: pangoAlign(align, isRtl),
        justify: align === 'justify',
        spacing: spacingOf(size),
        ...(width !== undefined && { width, wrap: 'word-char' }),
        ...(fontfile !== undefined && { fontfile }),
      },
      limitInputPixels: false,
    })
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw toFailure(error, false);
  }
};

/** Whether something green comes as near to the sides as a ruler that is too short would let it. */
const fillsRulers = ({ data, width, height }: Drawing): boolean => {
  const isGreen = (x: number, y: number): boolean => data[(y * width + x) * 4 + 1] !== 0;
  let left = width;
  let right = 0;
  for (let y = 0; y < height; y += 1) {
    let x = 0;
    while (x < left && !isGreen(x, y)) x += 1;
    left = Math.min(left, x);
    x = width - 1;
    while (x > right && !isGreen(x, y)) x -= 1;
    right = Math.max(right, x);
  }
  return right - left > width - 2 * rulerStep;
};

/** Of an em: what most letters are not wider than, on average over a line. */
const usualAdvance = 0.65;

/** The rulers of broken lines are as long as these may be; others as long as the text probably is, or else longer. */
export const drawParagraph = async (paragraph: string, setting: Setting): Promise<Drawing> => {
  const { size, letterSpacing, width } = setting;
  if (width !== undefined) return await draw(paragraph, setting, width);
  const advance = Math.max(1, size * usualAdvance + letterSpacing);
  let length = splitGraphemes(paragraph).length * advance + 2 * size;
  for (;;) {
    const drawing = await draw(paragraph, setting, length);
    if (!fillsRulers(drawing)) return drawing;
    length = drawing.width + 2 * size;
  }
};
