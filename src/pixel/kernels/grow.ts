/**
 * Grows a shape by a distance, with round corners and smooth edges. Every pixel learns from its neighbours which pixel
 * of the shape is nearest (Danielsson's algorithm), and a pixel that is covered in part says how far from its centre
 * the edge runs, as in https://weber.itn.liu.se/~stegu/edtaa/edtaa_preprint.pdf.
 */
import { type Coverage, pad } from './coverage.ts';

interface Grid {
  readonly width: number;
  readonly height: number;
  /** The coverage that was there before. */
  readonly data: Uint8Array;
  /** The index of the nearest pixel of the shape so far, and how far its edge is. */
  readonly nearest: Int32Array;
  readonly distances: Float32Array;
}

const none = -1;

/** From the centre of a pixel to the edge in it, by its coverage; negative where the centre is inside. */
const edgeIn = Float32Array.from({ length: 256 }, (_, covered) => 0.5 - covered / 255);

/** What lies further than `reach` need not know of the shape: most of the picture is passed over quickly. */
const startGrid = ({ data, width, height }: Coverage, reach: number): Grid => {
  const nearest = new Int32Array(data.length);
  const distances = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 1) {
    const covered = data[at]!;
    nearest[at] = covered === 0 ? none : at;
    distances[at] = covered === 0 ? reach : edgeIn[covered]!;
  }
  return { width, height, data, nearest, distances };
};

/** What the neighbour knows may be better than what is known here. */
const ask = (grid: Grid, at: number, x: number, y: number, neighbor: number): void => {
  const seed = grid.nearest[neighbor]!;
  if (seed === none) return;
  const seedY = Math.floor(seed / grid.width);
  const dx = x - (seed - seedY * grid.width);
  const dy = y - seedY;
  const distance = Math.sqrt(dx * dx + dy * dy) + edgeIn[grid.data[seed]!]!;
  if (distance >= grid.distances[at]!) return;
  grid.distances[at] = distance;
  grid.nearest[at] = seed;
};

/** One row, from the row that was done before it, and to both sides. The outermost pixels are margin and stay as they are. */
const sweepRow = (grid: Grid, y: number, before: number): void => {
  const { width, data, nearest } = grid;
  const start = y * width;
  const toBefore = (before - y) * width;
  for (let at = start + 1, x = 1; x < width - 1; x += 1, at += 1) {
    // Nothing is nearer to the shape than what belongs to it.
    if (data[at] !== 0) continue;
    const above = at + toBefore;
    // All four at once: where none of them knows of the shape, which is nearly everywhere, this is all that is done.
    if ((nearest[above - 1]! & nearest[above]! & nearest[above + 1]! & nearest[at - 1]!) === none) continue;
    ask(grid, at, x, y, above - 1);
    ask(grid, at, x, y, above);
    ask(grid, at, x, y, above + 1);
    ask(grid, at, x, y, at - 1);
  }
  for (let at = start + width - 2, x = width - 2; x > 0; x -= 1, at -= 1) {
    if (data[at] === 0) ask(grid, at, x, y, at + 1);
  }
};

export const grow = (shape: Coverage, distance: number): Coverage => {
  const padded = pad(shape, Math.ceil(distance) + 1);
  const grid = startGrid(padded, distance + 2);
  for (let y = 1; y < grid.height - 1; y += 1) sweepRow(grid, y, y - 1);
  for (let y = grid.height - 2; y > 0; y -= 1) sweepRow(grid, y, y + 1);
  const { data } = padded;
  for (let at = 0; at < data.length; at += 1) {
    const covered = (distance - grid.distances[at]! + 0.5) * 255;
    if (covered > data[at]!) data[at] = covered > 255 ? 255 : covered + 0.5;
  }
  return padded;
};
