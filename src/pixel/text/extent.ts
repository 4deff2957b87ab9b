/** How large a text will be, found out before memory is taken for it: pango draws whatever it is asked for. */
import { fail } from '../../errors.ts';
import type { Text } from '../../ops/text.ts';
import type { Setting } from './draw-paragraph.ts';
import { splitGraphemes } from './paragraphs.ts';
import { setLines } from './set-lines.ts';

const maxCharacters = 5000;
export const maxSide = 16_384;
const maxPixels = 16_000_000;

/** A try at this size costs next to nothing, and is at most so much narrower than it should be. */
const trySize = 8;
const tryError = 1.15;

/** Wider than any usual letter, and higher than any usual line. */
const widestEm = 2;
const highestEm = 2;
/** As high as lines of most fonts are. */
const usualEm = 1.3;

/** What surely needs no try. */
const smallPixels = 1_048_576;

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A paragraph in one line. */
interface Unbroken {
  readonly width: number;
  readonly characters: number;
}

/** No line is without a character. */
const linesOf = ({ width, characters }: Unbroken, { wrap }: Text): number =>
  wrap === undefined ? 1 : Math.max(1, Math.min(characters, Math.ceil((width * tryError) / wrap.width) + 1));

const extentOf = (paragraphs: readonly Unbroken[], text: Text): Extent => {
  const lines = paragraphs.reduce((sum, paragraph) => sum + linesOf(paragraph, text), 0);
  const widest = Math.max(...paragraphs.map(({ width }) => width));
  const margin = 2 * (text.stroke?.width ?? 0);
  return {
    width: Math.min(widest, text.wrap?.width ?? Infinity) + margin,
    height: lines * (text.size * highestEm + Math.max(0, text.lineSpacing)) + margin,
  };
};

const tryOut = async (paragraph: string, setting: Setting): Promise<Unbroken> => {
  const { size, letterSpacing, letters } = setting;
  const characters = splitGraphemes(paragraph).length;
  const [line] = await setLines(paragraph, {
    ...setting,
    size: trySize,
    letterSpacing: 0,
    letters: { ...letters, size: trySize * 1024, letter_spacing: 0 },
  });
  const width = ((line?.box.width ?? 0) * size) / trySize + characters * Math.max(0, letterSpacing);
  return { width, characters };
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
  const guesses = paragraphs.map(({ length }) => ({
    width: length * Math.max(1, text.size * widestEm + text.letterSpacing),
    characters: length,
  }));
  const guess = extentOf(guesses, text);
  if (guess.width <= maxSide && guess.width * guess.height <= smallPixels) return;
  const { width: _, ...unbroken } = setting;
  const tried: Unbroken[] = [];
  for (const paragraph of paragraphs) tried.push(await tryOut(paragraph, unbroken));
  const { width, height } = extentOf(tried, text);
  refuseLarge({ width, height: (height * usualEm) / highestEm });
};
