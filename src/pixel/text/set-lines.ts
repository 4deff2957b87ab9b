/** The lines of a paragraph: which pixels each inks, and the box that it takes up, read from a drawing in colours. */
import type { Box } from '../../ops/operation.ts';
import { type Coverage, nothing } from '../kernels/coverage.ts';
import { type Drawing, drawParagraph, inkAlpha, type Setting } from './draw-paragraph.ts';

/**
 * `y` counts from the top of the line; `x` from its left end, or where lines are broken from a place that is the same
 * for all paragraphs.
 */
export interface SetLine {
  /** Empty where there is nothing to see. */
  readonly ink: Coverage;
  /** From ascender to descender, and from one side bearing to the other. */
  readonly box: Box;
}

/** Where something is, as it is found pixel by pixel; the ends belong to it. */
interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is told by its colour: red rulers, green lines, blue ink. */
const colors = { ruler: 0, line: 1, ink: 2 } as const;

const findColor = (
  { data, width, height }: Drawing,
  channel: number,
  from: number,
  to = height,
): Bounds | undefined => {
  const bounds = { left: width, top: to, right: -1, bottom: -1 };
  for (let y = from; y < to; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (data[(y * width + x) * 4 + channel] === 0) continue;
      if (x < bounds.left) bounds.left = x;
      if (x > bounds.right) bounds.right = x;
      if (bounds.top > y) bounds.top = y;
      bounds.bottom = y;
    }
  }
  return bounds.right < 0 ? undefined : bounds;
};

/** The first and last row of each line: rows with green, which others part. */
const findLines = ({ data, width, height }: Drawing): readonly (readonly [top: number, bottom: number])[] => {
  const lines: [number, number][] = [];
  let wasLine = false;
  for (let y = 0; y < height; y += 1) {
    let isLine = false;
    for (let x = 0; x < width && !isLine; x += 1) isLine = data[(y * width + x) * 4 + colors.line] !== 0;
    if (isLine && !wasLine) lines.push([y, y]);
    else if (isLine) lines.at(-1)![1] = y;
    wasLine = isLine;
  }
  return lines;
};

/** On a line everything is opaque, and blue says how much of it is text; beyond, alpha does. */
const readInk = ({ data, width }: Drawing, bounds: Bounds | undefined): Coverage => {
  if (bounds === undefined) return nothing;
  const { left, top, right, bottom } = bounds;
  const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
  const ink = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y += 1) {
    const from = ((top + y) * width + left) * 4;
    for (let x = 0; x < box.width; x += 1) {
      const at = from + x * 4;
      const covered = (data[at + colors.ink]! * data[at + 3]!) / inkAlpha;
      ink[y * box.width + x] = Math.min(255, Math.round(covered));
    }
  }
  return { ...box, data: ink };
};

const move = <Place extends Box>(place: Place, x: number, y: number): Place => ({
  ...place,
  left: place.left - x,
  top: place.top - y,
});

const readLines = (drawing: Drawing, isBroken: boolean): readonly SetLine[] => {
  const rows = findLines(drawing);
  const ruler = findColor(drawing, colors.ruler, 0);
  return rows.map(([top, bottom], index) => {
    const line = findColor(drawing, colors.line, top, bottom + 1);
    if (line === undefined || ruler === undefined) throw new TypeError('A line was drawn without colours');
    // What sticks out of a line is nearer to it than to the next, or to the ruler.
    const above = rows[index - 1]?.[1] ?? 0;
    const below = rows[index + 1]?.[0] ?? drawing.height;
    const ink = findColor(
      drawing,
      colors.ink,
      Math.ceil((above + top) / 2),
      Math.floor((bottom + below) / 2) + 1,
    );
    const { left, right } = line;
    const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
    const x = isBroken ? ruler.left : left;
    return { ink: move(readInk(drawing, ink), x, top), box: move(box, x, top) };
  });
};

export const setLines = async (paragraph: string, setting: Setting): Promise<readonly SetLine[]> => {
  // A line without anything in it is as high as one with a space.
  const isEmpty = paragraph === '';
  const lines = readLines(
    await drawParagraph(isEmpty ? ' ' : paragraph, setting),
    setting.width !== undefined,
  );
  return isEmpty ? lines.map((line) => ({ ...line, box: { ...line.box, width: 0 } })) : lines;
};
