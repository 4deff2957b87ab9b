/**
 * Grows a shape by a distance, with round corners and smooth edges. Every pixel learns from its neighbours which pixel
 * of the shape is nearest (Danielsson's algorithm), and a pixel that is covered in part says how far from its centre
 * the edge runs, as in https://weber.itn.liu.se/~stegu/edtaa/edtaa_preprint.pdf.
 */
import { type Coverage, pad } from './coverage.ts';

interface Grid {
  readonly width: number;
  readonly height: number;
  /** From a pixel's centre to the edge in it; negative where the centre is inside. */
  readonly edges: Float32Array;
  /** The index of the nearest pixel of the shape so far, and how far its edge is. */
  readonly nearest: Int32Array;
  readonly distances: Float32Array;
}

const none = -1;

const startGrid = ({ data, width, height }: Coverage): Grid => {
  const edges = Float32Array.from(data, (covered) => 0.5 - covered / 255);
  return {
    width,
    height,
    edges,
    nearest: Int32Array.from(data, (covered, index) => (covered === 0 ? none : index)),
    distances: Float32Array.from(data, (covered, index) => (covered === 0 ? Infinity : edges[index]!)),
  };
};

/** What the neighbour knows may be better than what is known here. */
const ask = ({ width, edges, nearest, distances }: Grid, x: number, y: number, neighbor: number): void => {
  const seed = nearest[neighbor]!;
  if (seed === none) return;
  const at = y * width + x;
  const dx = x - (seed % width);
  const dy = y - Math.floor(seed / width);
  const distance = Math.sqrt(dx * dx + dy * dy) + edges[seed]!;
  if (distance >= distances[at]!) return;
  distances[at] = distance;
  nearest[at] = seed;
};

/** One row, from the rows that were done before it, and to both sides. */
const sweepRow = (grid: Grid, y: number, before: number): void => {
  const { width, height } = grid;
  const hasBefore = before >= 0 && before < height;
  for (let x = 0; x < width; x++) {
    if (hasBefore) {
      for (let other = Math.max(0, x - 1); other <= Math.min(width - 1, x + 1); other++) {
        ask(grid, x, y, before * width + other);
      }
    }
    if (x > 0) ask(grid, x, y, y * width + x - 1);
  }
  for (let x = width - 2; x >= 0; x--) ask(grid, x, y, y * width + x + 1);
};

export const grow = (shape: Coverage, distance: number): Coverage => {
  const padded = pad(shape, Math.ceil(distance) + 1);
  const grid = startGrid(padded);
  for (let y = 0; y < grid.height; y++) sweepRow(grid, y, y - 1);
  for (let y = grid.height - 1; y >= 0; y--) sweepRow(grid, y, y + 1);
  const data = Uint8Array.from(grid.distances, (from, index) => {
    const covered = Math.round(Math.min(1, Math.max(0, distance - from + 0.5)) * 255);
    return Math.max(padded.data[index]!, covered);
  });
  return { ...padded, data };
};
