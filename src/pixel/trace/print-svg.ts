/** A drawing as SVG: one path for each shape, numbers with one decimal, each counted from the point before. */
import type { Piece, Point } from './fit-curve.ts';
import type { Loop } from './smooth-outline.ts';

export interface Filled {
  /** `#rrggbb`. */
  readonly color: string;
  readonly loops: readonly Loop[];
}

export interface Drawing {
  /** Of all of it. */
  readonly opacity: number;
  readonly width: number;
  readonly height: number;
  /** From the bottom to the top. */
  readonly shapes: readonly Filled[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In tenths, so that what was rounded is not forgotten. */
const toTenths = (value: number): number => Math.round(value * 10);

const print = (tenths: number): string => {
  const sign = tenths < 0 ? '-' : '';
  const [whole, rest] = [Math.floor(Math.abs(tenths) / 10), Math.abs(tenths) % 10];
  return rest === 0 ? `${sign}${whole}` : `${sign}${whole === 0 ? '' : whole}.${rest}`;
};

/** A minus sign parts numbers as well as a space does. */
const join = (numbers: readonly number[]): string =>
  numbers.map((tenths, at) => (at === 0 || tenths < 0 ? '' : ' ') + print(tenths)).join('');

const endOf = (piece: Piece): Point => piece[piece.length - 1]!;

/** From one point, itself rounded, to those of a piece. */
const stepsFrom = (from: Point, piece: Piece): readonly number[] =>
  piece.flatMap((point: Point) => [
    toTenths(point.x) - toTenths(from.x),
    toTenths(point.y) - toTenths(from.y),
  ]);

const printLoop = ({ start, pieces }: Loop): string => {
  let text = `M${join([toTenths(start.x), toTenths(start.y)])}`;
  let from = start;
  let command = '';
  for (const piece of pieces) {
    const numbers = stepsFrom(from, piece);
    from = endOf(piece);
    if (numbers.every((number) => number === 0)) continue;
    const next = piece.length === 1 ? 'l' : 'c';
    const printed = join(numbers);
    text += next !== command ? next + printed : printed.startsWith('-') ? printed : ` ${printed}`;
    command = next;
  }
  return `${text}z`;
};

/** Drawn at this size, whatever size it was traced at. */
export const printSvg = ({ width, height, opacity, shapes }: Drawing, size: Size): string => {
  const scaled = size.width !== width || size.height !== height;
  const paths = shapes.map(
    ({ color, loops }) => `<path fill="${color}" d="${loops.map(printLoop).join('')}"/>`,
  );
  const viewBox = `viewBox="0 0 ${width} ${height}"${scaled ? ' preserveAspectRatio="none"' : ''}`;
  const faint = opacity < 1 ? ` opacity="${opacity.toFixed(3)}"` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" ${viewBox}${faint}>`,
    ...paths,
    '</svg>\n',
  ].join('\n');
};
