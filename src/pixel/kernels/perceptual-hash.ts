/**
 * 64 bits that hardly change when a picture is scaled, written anew or brightened: whether each of its slowest waves is
 * stronger than most of them. The method is that of pHash (C. Zauner, "Implementation and Benchmarking of Perceptual
 * Image Hash Functions", 2010, 3.2.1): 32 x 32 levels of grey, their cosine transform, 8 x 8 waves without the flat ones.
 */
import type { RawPicture } from '../raw-picture.ts';
import { lumaOf } from './luma.ts';

const side = 32;
const waves = 8;

/** Of the stretch that a cell covers: its pixels, and how much of each. */
const coverOf = (cell: number, length: number): readonly (readonly [pixel: number, share: number])[] => {
  const [from, to] = [(cell * length) / side, ((cell + 1) * length) / side];
  const pixels: (readonly [number, number])[] = [];
  for (let pixel = Math.floor(from); pixel < to && pixel < length; pixel += 1) {
    const share = Math.min(to, pixel + 1) - Math.max(from, pixel);
    if (share > 0) pixels.push([pixel, share]);
  }
  return pixels;
};

/** The mean grey of each cell, whatever size and shape the picture has. */
const toCells = ({ data, width, height, channels }: RawPicture): Float64Array => {
  const columns = Array.from({ length: side }, (_, cell) => coverOf(cell, width));
  const rows = Array.from({ length: side }, (_, cell) => coverOf(cell, height));
  const cells = new Float64Array(side * side);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      let [sum, weight] = [0, 0];
      for (const [py, down] of row) {
        for (const [px, across] of column) {
          const at = (py * width + px) * channels;
          sum += across * down * lumaOf(data[at]!, data[at + 1]!, data[at + 2]!);
          weight += across * down;
        }
      }
      cells[y * side + x] = sum / weight;
    }
  }
  return cells;
};

/** By wave and place. */
const cosines = Array.from({ length: waves + 1 }, (_, wave) =>
  Float64Array.from({ length: side }, (__, place) =>
    Math.cos(((2 * place + 1) * wave * Math.PI) / (2 * side)),
  ),
);

/** How strong a wave is, so many half turns across and down. */
const strengthOf = (cells: Float64Array, across: number, down: number): number => {
  const [horizontal, vertical] = [cosines[across]!, cosines[down]!];
  let sum = 0;
  for (let y = 0; y < side; y += 1) {
    let row = 0;
    for (let x = 0; x < side; x += 1) row += cells[y * side + x]! * horizontal[x]!;
    sum += row * vertical[y]!;
  }
  return sum;
};

/** In 16 hexadecimal digits; meant for a small copy of an opaque picture. */
export const findPerceptualHash = (picture: RawPicture): string => {
  const cells = toCells(picture);
  const strengths = Array.from({ length: waves * waves }, (_, index) =>
    strengthOf(cells, (index % waves) + 1, Math.floor(index / waves) + 1),
  );
  const sorted = strengths.toSorted((a, b) => a - b);
  const median = (sorted[31]! + sorted[32]!) / 2;
  const bits = strengths.map((strength) => (strength > median ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
};
