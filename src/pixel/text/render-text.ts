/** Draws a text: with the bundled fonts or one that is handed in, the same pixels on every machine. */
import type { Box } from '../../ops/operation.ts';
import type { Text } from '../../ops/text.ts';
import type { Coverage } from '../kernels/coverage.ts';
import { grow } from '../kernels/grow.ts';
import type { RawPicture } from '../raw-picture.ts';
import { requireFonts } from './check-fonts.ts';
import type { Setting } from './draw-paragraph.ts';
import { checkExtent, maxSide, refuseLarge } from './extent.ts';
import { layOut, unite } from './layout.ts';
import { describeLetters } from './markup.ts';
import { paint } from './paint.ts';
import { cleanText } from './paragraphs.ts';
import { chooseTypeface, type FontBytes } from './typeface.ts';

const settingOf = (text: Text, fonts: FontBytes): Setting => {
  const typeface = chooseTypeface(text, fonts);
  const { fontfile } = typeface;
  // What is wider than anything that is drawn breaks no line.
  const width = text.wrap === undefined ? Infinity : Math.max(1, Math.round(text.wrap.width));
  return {
    letters: describeLetters(text, typeface),
    size: text.size,
    letterSpacing: text.letterSpacing,
    align: text.align,
    ...(width <= maxSide && { width }),
    ...(fontfile !== undefined && { fontfile }),
  };
};

/** Of an em, on the left and right of a text that has a background: about what the lines leave above and below. */
const sideMargin = 0.2;

const widen = (box: Box, margin: number): Box => ({
  ...box,
  left: box.left - margin,
  width: box.width + 2 * margin,
});

/** What of the plane becomes the picture: nothing that is drawn is ever cut off. */
const areaOf = ({ trim, background, size }: Text, shape: Coverage, lines: Box): Box => {
  if (background !== undefined) return unite([widen(lines, Math.round(size * sideMargin)), shape]);
  return trim && shape.width > 0 ? shape : unite([lines, shape]);
};

export const renderText = async (given: Text, fonts: FontBytes = {}): Promise<RawPicture> => {
  await requireFonts();
  const text = { ...given, text: cleanText(given.text) };
  const setting = settingOf(text, fonts);
  await checkExtent(text, setting);
  const { ink, box } = await layOut(text, setting);
  const outline = text.stroke && text.stroke.width > 0 ? grow(ink, text.stroke.width) : undefined;
  const area = areaOf(text, outline ?? ink, box);
  refuseLarge(area);
  return paint({
    area,
    background: text.background,
    outline,
    outlineColor: text.stroke?.color ?? text.color,
    letters: ink,
    color: text.color,
  });
};
