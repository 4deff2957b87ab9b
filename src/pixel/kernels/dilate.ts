/**
 * Each byte becomes the brightest of those that a shape around it covers, row by row: the maximum of a run of pixels comes
 * from those of shorter ones (Urbach and Wilkinson, https://doi.org/10.1109/TIP.2007.912582).
 */
import type { RawPicture } from '../raw-picture.ts';
import { createLayout, makeRoom } from '../wasm.ts';
import { type Around, withAround } from './around.ts';
import type { KernelShape, Run } from './kernel-shape.ts';

type Size = Pick<RawPicture, 'height' | 'width'>;

/** One channel with a margin in which the edge goes on. */
interface Plane extends Size {
  readonly data: Uint8Array;
}

const addMargin = (source: Uint8Array, { width, height }: Size, margin: number): Plane => {
  const size = { width: width + 2 * margin, height: height + 2 * margin };
  const data = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    const from = Math.min(height - 1, Math.max(0, y - margin)) * width;
    const to = y * size.width;
    data.set(source.subarray(from, from + width), to + margin);
    data.fill(source[from]!, to, to + margin);
    data.fill(source[from + width - 1]!, to + margin + width, to + size.width);
  }
  return { data, ...size };
};

/** The runs by their length, the shortest first. */
const groupByLength = (
  runs: readonly Run[],
): readonly (readonly [length: number, group: readonly Run[]])[] => {
  const groups = new Map<number, Run[]>();
  for (const run of runs) groups.set(run.length, [...(groups.get(run.length) ?? []), run]);
  return [...groups].sort(([a], [b]) => a - b);
};

/** Rows of the result that are made at a time: what is worked on stays in the caches of the processor. */
const rowsAtATime = 64;

/** Some rows with as many around them as the shape reaches, and where what comes of them is written. */
interface Strip extends Size {
  readonly at: number;
  readonly result: number;
  /** Of the result. */
  readonly rows: number;
}

/** The maxima of runs grow: one that begins here and one that begins further on make one longer by the way between them. */
const dilateRows = (around: Around, strip: Strip, { reach, runs }: KernelShape): void => {
  const { at, result, rows, width: stride } = strip;
  const end = at + stride * strip.height;
  let grown = 1;
  for (const [wanted, group] of groupByLength(runs)) {
    while (grown < wanted) {
      const more = Math.min(grown, wanted - grown);
      around.raise(at, at + more, end - more);
      grown += more;
    }
    for (const { down, left } of group) {
      const from = at + (reach + down) * stride + reach + left;
      around.raise(result, from, result + Math.min(rows * stride, end - from));
    }
  }
};

const dilateWith = (around: Around, channel: Uint8Array, size: Size, shape: KernelShape): Uint8Array => {
  const { width, height } = size;
  const { reach } = shape;
  const padded = addMargin(channel, size, reach);
  const stride = padded.width;
  // With a wide margin around few rows, most of the work would be in the margin.
  const most = Math.min(height, Math.max(rowsAtATime, 2 * reach));
  const { take, taken } = createLayout();
  const at = take((most + 2 * reach) * stride);
  const result = take(most * stride);
  makeRoom(around, taken());
  const bytes = new Uint8Array(around.memory.buffer);
  const dilated = new Uint8Array(channel.length);
  for (let top = 0; top < height; top += most) {
    const rows = Math.min(most, height - top);
    const strip = { at, result, rows, width: stride, height: rows + 2 * reach };
    bytes.set(padded.data.subarray(top * stride, (top + strip.height) * stride), at);
    bytes.fill(0, result, result + rows * stride);
    dilateRows(around, strip, shape);
    for (let y = 0; y < rows; y += 1) {
      const start = result + y * stride;
      dilated.set(bytes.subarray(start, start + width), (top + y) * width);
    }
  }
  return dilated;
};

export const dilate = (channel: Uint8Array, size: Size, shape: KernelShape): Uint8Array =>
  withAround((around) => dilateWith(around, channel, size, shape));
