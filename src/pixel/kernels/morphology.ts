/**
 * Each pixel becomes the brightest, the darkest or the mean of those around it, channel by channel. A shape is taken row
 * by row: the maximum of a run of pixels comes from those of shorter ones (Urbach and Wilkinson,
 * https://doi.org/10.1109/TIP.2007.912582), its sum from two running sums, however long it is.
 */
import type { Morphology } from '../../ops/redrawing.ts';
import type { RawPicture } from '../raw-picture.ts';
import { type KernelShape, kernelShape, type Run } from './kernel-shape.ts';
import { type Bytes, takeBytes } from './raise-bytes.ts';

type Size = Pick<RawPicture, 'height' | 'width'>;

/** One channel with a margin in which the edge goes on. */
interface Plane<Data> extends Size {
  readonly data: Data;
}

const addMargin = <Data extends Float32Array | Uint8Array>(
  source: Data,
  { width, height }: Size,
  margin: number,
  create: (length: number) => Data,
): Plane<Data> => {
  const size = { width: width + 2 * margin, height: height + 2 * margin };
  const data = create(size.width * size.height);
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

/**
 * Of some rows, and as many around them as the shape reaches. The maxima of runs grow from the shorter to the longer: one
 * that begins here and one that begins further on make one that is longer by the way between them.
 */
const dilateRows = (bytes: Bytes, size: Size & { readonly rows: number }, shape: KernelShape): number => {
  const { reach, runs } = shape;
  const { width: stride, height, rows } = size;
  const length = stride * height;
  const result = length + 16;
  bytes.data.fill(0, result, result + rows * stride);
  let grown = 1;
  for (const [wanted, group] of groupByLength(runs)) {
    while (grown < wanted) {
      const more = Math.min(grown, wanted - grown);
      bytes.raise(0, more, length - more);
      grown += more;
    }
    for (const { down, left } of group) {
      const from = (reach + down) * stride + reach + left;
      bytes.raise(result, from, Math.min(rows * stride, length - from));
    }
  }
  return result;
};

const dilate = (channel: Uint8Array, size: Size, shape: KernelShape): Uint8Array => {
  const { width, height } = size;
  const { reach } = shape;
  const { data, ...padded } = addMargin(channel, size, reach, (length) => new Uint8Array(length));
  const result = new Uint8Array(channel.length);
  const stride = padded.width;
  // With a wide margin around few rows, most of the work would be in the margin.
  const most = Math.max(rowsAtATime, 2 * reach);
  for (let top = 0; top < height; top += most) {
    const rows = Math.min(most, height - top);
    const strip = data.subarray(top * stride, (top + rows + 2 * reach) * stride);
    const bytes = takeBytes(strip.length + rows * stride + 2 * 16);
    bytes.data.set(strip);
    const from = dilateRows(bytes, { width: stride, height: rows + 2 * reach, rows }, shape);
    for (let y = 0; y < rows; y += 1) {
      const start = from + y * stride;
      result.set(bytes.data.subarray(start, start + width), (top + y) * width);
    }
  }
  return result;
};

const average = (channel: Float32Array, size: Size, { reach, runs, pixels }: KernelShape): Float32Array => {
  const { width, height } = size;
  const { data, ...padded } = addMargin(channel, size, reach, (length) => new Float32Array(length));
  const result = new Float32Array(channel.length);
  const sums = new Float64Array(padded.width + 1);
  for (let row = 0; row < padded.height; row += 1) {
    for (let x = 0; x < padded.width; x += 1) sums[x + 1] = sums[x]! + data[row * padded.width + x]!;
    for (const { down, left, length } of runs) {
      const y = row - reach - down;
      if (y < 0 || y >= height) continue;
      for (let from = reach + left, x = 0; x < width; x += 1, from += 1) {
        result[y * width + x]! += (sums[from + length]! - sums[from]!) / pixels;
      }
    }
  }
  return result;
};

const readChannel = ({ data, channels }: RawPicture, channel: number, flip = 0): Uint8Array => {
  const plane = new Uint8Array(data.length / channels);
  for (let at = channel, pixel = 0; pixel < plane.length; pixel += 1, at += channels) {
    plane[pixel] = data[at]! ^ flip;
  }
  return plane;
};

/** What cannot be seen takes no part in it: black is the least of all. */
const hideColors = ([red, green, blue, alphas]: readonly Uint8Array[], transparent: number): void => {
  if (alphas === undefined) return;
  for (let pixel = 0; pixel < alphas.length; pixel += 1) {
    if (alphas[pixel] === transparent) {
      red![pixel] = 0;
      green![pixel] = 0;
      blue![pixel] = 0;
    }
  }
};

/** Eroding is dilating the negative. */
const spread = (picture: RawPicture, shape: KernelShape, { iterations, method }: Settings): RawPicture => {
  const flip = method === 'erode' ? 255 : 0;
  const { data, channels } = picture;
  let planes: readonly Uint8Array[] = Array.from({ length: channels }, (_, channel) =>
    readChannel(picture, channel, flip),
  );
  for (let round = 0; round < iterations; round += 1) {
    hideColors(planes, flip);
    planes = planes.map((plane) => dilate(plane, picture, shape));
  }
  for (const [channel, plane] of planes.entries()) {
    for (let at = channel, pixel = 0; pixel < plane.length; pixel += 1, at += channels) {
      data[at] = plane[pixel]! ^ flip;
    }
  }
  return picture;
};

/** Colours count as much as their alpha. */
const smooth = (picture: RawPicture, shape: KernelShape, { iterations }: Settings): RawPicture => {
  const { data, channels } = picture;
  const alphas = channels === 4 ? readChannel(picture, 3) : undefined;
  let planes: readonly Float32Array[] = Array.from({ length: channels }, (_, channel) =>
    Float32Array.from(readChannel(picture, channel), (value, pixel) =>
      channel === 3 || alphas === undefined ? value : (value * alphas[pixel]!) / 255,
    ),
  );
  for (let round = 0; round < iterations; round += 1) {
    planes = planes.map((plane) => average(plane, picture, shape));
  }
  for (const [channel, plane] of planes.entries()) {
    for (let at = channel, pixel = 0; pixel < plane.length; pixel += 1, at += channels) {
      const alpha = channel === 3 ? 255 : (planes[3]?.[pixel] ?? 255);
      data[at] = alpha === 0 ? 0 : Math.min(255, Math.round((plane[pixel]! * 255) / alpha));
    }
  }
  return picture;
};

type Settings = Pick<Morphology, 'iterations' | 'method'>;

export const morph = (
  picture: RawPicture,
  { kernel, radius, ...settings }: Omit<Morphology, 'op'>,
): RawPicture => {
  const shape = kernelShape(kernel, radius);
  return settings.method === 'convolve' ? smooth(picture, shape, settings) : spread(picture, shape, settings);
};
