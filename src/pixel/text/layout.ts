/** Puts a text's lines under each other: which pixels are inked, and the box that all lines take up. */
import { fail } from '../../errors.ts';
import type { Box } from '../../ops/operation.ts';
import type { Text } from '../../ops/text.ts';
import type { Coverage } from '../kernels/coverage.ts';
import type { Setting } from './draw-paragraph.ts';
import { isRightToLeft, splitGraphemes } from './paragraphs.ts';
import { type SetLine, setLines } from './set-lines.ts';

interface Paragraph {
  readonly text: string;
  readonly lines: readonly SetLine[];
}

export interface Layout {
  readonly ink: Coverage;
  readonly box: Box;
}

const heightOf = (paragraphs: readonly Paragraph[], lineSpacing: number): number => {
  const heights = paragraphs.flatMap(({ lines }) => lines.map(({ box }) => box.height));
  return heights.reduce((sum, height) => sum + height + lineSpacing, -lineSpacing);
};

const ellipsis = '…';

/** The first `count` characters, and a sign that there was more. */
const cut = (characters: readonly string[], count: number): string =>
  `${characters.slice(0, count).join('').trimEnd()}${ellipsis}`;

/** As much of a paragraph as fits, at least nothing but the ellipsis. */
const shorten = async (
  { text }: Paragraph,
  setting: Setting,
  fits: (paragraph: Paragraph) => boolean,
): Promise<Paragraph> => {
  const characters = splitGraphemes(text);
  const attempt = async (count: number): Promise<Paragraph> => {
    const shortened = cut(characters, count);
    return { text: shortened, lines: await setLines(shortened, setting) };
  };
  let best = await attempt(0);
  let least = 0;
  let most = characters.length + 1;
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    const candidate = await attempt(middle);
    if (fits(candidate)) {
      best = candidate;
      least = middle;
    } else most = middle;
  }
  return best;
};

/** What is below `height` is left out, and the last line that is left says so. One line is always left. */
const fit = async (
  paragraphs: readonly Paragraph[],
  setting: Setting,
  { wrap, lineSpacing }: Text,
): Promise<readonly Paragraph[]> => {
  const height = wrap?.height ?? Infinity;
  const fits = (some: readonly Paragraph[]): boolean => heightOf(some, lineSpacing) <= height;
  if (fits(paragraphs)) return paragraphs;
  const firstTooMany = paragraphs.findIndex((_, index) => !fits(paragraphs.slice(0, index + 1)));
  // Where not even an ellipsis fits any more, the paragraph before ends in one.
  for (let index = firstTooMany; index >= 0; index -= 1) {
    const before = paragraphs.slice(0, index);
    const [paragraph] = paragraphs.slice(index);
    if (paragraph === undefined) continue;
    const shortened = await shorten(paragraph, setting, (candidate) => fits([...before, candidate]));
    if (index === 0 || fits([...before, shortened])) return [...before, shortened];
  }
  return paragraphs;
};

/** How far to the right of the text's left end a line begins. Pango has aligned lines that it has broken. */
const indent = ({ box }: SetLine, isRtl: boolean, setting: Setting, width: number): number => {
  if (setting.width !== undefined) return 0;
  switch (setting.align) {
    case 'left':
      return 0;
    case 'center':
      return Math.round((width - box.width) / 2);
    case 'right':
      return width - box.width;
    case 'start':
    case 'justify':
      return isRtl ? width - box.width : 0;
    case 'end':
      return isRtl ? 0 : width - box.width;
  }
};

/** The smallest box around all that are not empty. */
export const unite = (boxes: readonly Box[]): Box => {
  const solid = boxes.filter(({ width, height }) => width > 0 && height > 0);
  if (solid.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  const left = Math.min(...solid.map((box) => box.left));
  const top = Math.min(...solid.map((box) => box.top));
  return {
    left,
    top,
    width: Math.max(...solid.map((box) => box.left + box.width)) - left,
    height: Math.max(...solid.map((box) => box.top + box.height)) - top,
  };
};

/** Where one line reaches into another, both are seen. */
const merge = (inks: readonly Coverage[]): Coverage => {
  const area = unite(inks);
  const data = new Uint8Array(area.width * area.height);
  for (const { data: source, left, top, width, height } of inks) {
    for (let y = 0; y < height; y += 1) {
      const start = (top - area.top + y) * area.width + left - area.left;
      for (let x = 0; x < width; x += 1) {
        const there = data[start + x]!;
        data[start + x] = there + Math.round((source[y * width + x]! * (255 - there)) / 255);
      }
    }
  }
  return { ...area, data };
};

const move = <Place extends Box>(place: Place, x: number, y: number): Place => ({
  ...place,
  left: place.left + x,
  top: place.top + y,
});

const stack = (paragraphs: readonly Paragraph[], setting: Setting, lineSpacing: number): Layout => {
  const width = Math.max(...paragraphs.flatMap(({ lines }) => lines.map(({ box }) => box.width)));
  const inks: Coverage[] = [];
  const boxes: Box[] = [];
  let top = 0;
  for (const paragraph of paragraphs) {
    const isRtl = isRightToLeft(paragraph.text);
    for (const line of paragraph.lines) {
      const left = indent(line, isRtl, setting, width);
      inks.push(move(line.ink, left, Math.round(top)));
      boxes.push(move(line.box, left, Math.round(top)));
      top += line.box.height + lineSpacing;
    }
  }
  return { ink: merge(inks), box: unite(boxes) };
};

export const layOut = async (text: Text, setting: Setting): Promise<Layout> => {
  const paragraphs: Paragraph[] = [];
  for (const paragraph of text.text.split('\n')) {
    paragraphs.push({ text: paragraph, lines: await setLines(paragraph, setting) });
  }
  const layout = stack(await fit(paragraphs, setting, text), setting, text.lineSpacing);
  if (layout.box.width === 0) throw fail('output.empty', 'Nothing of the text can be seen');
  return layout;
};
