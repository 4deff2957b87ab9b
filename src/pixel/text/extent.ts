/** How large a text will be, found out before memory is taken for it: pango draws whatever it is asked for. */
import { fail } from '../../errors.ts';
import type { Text } from '../../ops/text.ts';
import type { Setting } from './draw-paragraph.ts';
import { splitGraphemes } from './paragraphs.ts';
import { setLines } from './set-lines.ts';

const maxCharacters = 5000;
export const maxSide = 16_384;
/** 4096 x 4096. */
const maxPixels = 16_777_216;

/** A try at this size costs next to nothing, and is at most so much narrower than it should be. */
const trySize = 8;
const tryError = 1.15;

/** Wider than any usual letter, and higher than any usual line. */
const widestEm = 2;
const highestEm = 2;

/** What surely needs no try. */
const smallPixels = 1_048_576;

interface Extent {
  readonly width: number;
  readonly height: number;
}

const linesOf = (width: number, { wrap }: Text): number =>
  wrap === undefined ? 1 : Math.ceil((width * tryError) / wrap.width) + 1;

/** From the width of each paragraph, were it in one line. */
const extentOf = (widths: readonly number[], text: Text): Extent => {
  const lines = widths.reduce((sum, width) => sum + linesOf(width, text), 0);
  const widest = Math.max(...widths);
  const margin = 2 * (text.stroke?.width ?? 0);
  return {
    width: Math.min(widest, text.wrap?.width ?? Infinity) + margin,
    height: lines * (text.size * highestEm + Math.max(0, text.lineSpacing)) + margin,
  };
};

const tryWidth = async (paragraph: string, setting: Setting): Promise<number> => {
  const { size, letterSpacing, letters } = setting;
  const scale = trySize / size;
  const [line] = await setLines(paragraph, {
    ...setting,
    size: trySize,
    letterSpacing: 0,
    letters: { ...letters, size: trySize * 1024, letter_spacing: 0 },
  });
  return (line?.box.width ?? 0) / scale + splitGraphemes(paragraph).length * Math.max(0, letterSpacing);
};

export const refuseLarge = ({ width, height }: Extent): void => {
  if (width <= maxSide && height <= maxSide && width * height <= maxPixels) return;
  throw fail(
    'output.too-large',
    `The text would be ${Math.round(width)} x ${Math.round(height)} pixels; at most ${maxSide} a side and ` +
      `${maxPixels / 1_000_000} million pixels are drawn`,
  );
};

/** Refuses what is too much to draw. */
export const checkExtent = async (text: Text, setting: Setting): Promise<void> => {
  if (text.text.length > maxCharacters) {
    throw fail('url.invalid-value', `The text is longer than ${maxCharacters} characters`);
  }
  const paragraphs = text.text.split('\n');
  const guesses = paragraphs.map(
    (paragraph) => paragraph.length * Math.max(1, text.size * widestEm + text.letterSpacing),
  );
  const guess = extentOf(guesses, text);
  if (guess.width <= maxSide && guess.width * guess.height <= smallPixels) return;
  const { width: _, ...unbroken } = setting;
  const widths: number[] = [];
  for (const paragraph of paragraphs) widths.push(await tryWidth(paragraph, unbroken));
  const { width, height } = extentOf(widths, text);
  refuseLarge({ width, height: height / 1.5 });
};
