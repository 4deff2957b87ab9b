/** Reads tables of colours: Adobe's `.cube` and Autodesk's `.3dl`. */
import { fail } from '../errors.ts';

/** Colours out, 0..1, three to an entry; red runs fastest, then green, then blue. */
export interface ColorTable {
  readonly size: number;
  readonly values: Float32Array;
  /** What of the range of each channel coming in the table covers. */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** 65 is the largest in use. */
const maxSize = 129;

const damaged = (why: string): never => {
  throw fail('source.corrupt', `The table of colours is damaged: ${why}`);
};

const readNumbers = (line: string): readonly number[] => line.trim().split(/\s+/u).map(Number);

const isNumeric = (line: string): boolean => /^[-+.\d]/u.test(line);

const checkSize = (size: number): number =>
  Number.isInteger(size) && size >= 2 && size <= maxSize
    ? size
    : damaged(`its sides are ${size} long, and 2 to ${maxSize} are allowed`);

const fillTable = (
  size: number,
  lines: readonly string[],
  scale: number,
  indexOf: (entry: number) => number,
): Float32Array => {
  if (lines.length !== size ** 3) damaged(`it has ${lines.length} colours instead of ${size ** 3}`);
  const values = new Float32Array(size ** 3 * 3);
  for (const [entry, line] of lines.entries()) {
    const color = readNumbers(line);
    if (color.length !== 3 || !color.every(Number.isFinite)) damaged(`${line} is no colour`);
    for (const [channel, value] of color.entries()) values[indexOf(entry) * 3 + channel] = value * scale;
  }
  return values;
};

/** https://resources.adobe.com/cube-lut-specification: keywords, then colours, red fastest. */
const readCube = (lines: readonly string[]): ColorTable => {
  const keyword = (name: string): readonly number[] | undefined => {
    const line = lines.find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : readNumbers(line.slice(name.length));
  };
  const [size] = keyword('LUT_3D_SIZE') ?? [];
  if (size === undefined) return damaged('it is not three-dimensional');
  const colors = lines.filter(isNumeric);
  return {
    size: checkSize(size),
    values: fillTable(size, colors, 1, (entry) => entry),
    min: keyword('DOMAIN_MIN') ?? [0, 0, 0],
    max: keyword('DOMAIN_MAX') ?? [1, 1, 1],
  };
};

/** A line of grid points, then whole numbers of 10, 12 or 16 bits, blue fastest. */
const read3dl = (lines: readonly string[]): ColorTable => {
  const [grid, ...colors] = lines.filter(isNumeric);
  const size = checkSize(grid === undefined ? 0 : readNumbers(grid).length);
  const largest = colors.reduce((most, line) => Math.max(most, ...readNumbers(line)), 1);
  const bits = Math.max(8, Math.ceil(Math.log2(largest + 1)));
  const indexOf = (entry: number): number => {
    const [blue, green, red] = [entry % size, Math.floor(entry / size) % size, Math.floor(entry / size ** 2)];
    return red + green * size + blue * size ** 2;
  };
  const values = fillTable(size, colors, 1 / (2 ** bits - 1), indexOf);
  return { size, values, min: [0, 0, 0], max: [1, 1, 1] };
};

export const readColorTable = (bytes: Uint8Array): ColorTable => {
  const lines = new TextDecoder()
    .decode(bytes)
    .split(/\r?\n|\r/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return lines.some((line) => line.startsWith('LUT_')) ? readCube(lines) : read3dl(lines);
};
