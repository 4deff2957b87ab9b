/**
 * Resamples a part of a picture that may begin between two pixels, by Catmull-Rom's cubic, widened where the picture gets
 * smaller. libvips cuts at whole pixels only, which makes slow movements tremble.
 */
import type { Reframe } from '../../ops/moving.ts';
import type { RawPicture } from '../raw-picture.ts';

const reach = 2;

const cubic = (distance: number): number => {
  const d = Math.abs(distance);
  if (d >= reach) return 0;
  return d < 1 ? 1.5 * d ** 3 - 2.5 * d ** 2 + 1 : -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2;
};

/** For each place of the result, the weights of `taps` places of the source from `starts` on; beyond the edge is the edge. */
interface Weights {
  readonly taps: number;
  readonly starts: Int32Array;
  readonly values: Float32Array;
}

const weigh = (count: number, from: number, step: number, most: number): Weights => {
  const widening = Math.max(1, step);
  const taps = Math.min(most, 2 * Math.ceil(reach * widening) + 1);
  const starts = new Int32Array(count);
  const values = new Float32Array(count * taps);
  for (let index = 0; index < count; index += 1) {
    const center = from + (index + 0.5) * step - 0.5;
    const first = Math.floor(center) - ((taps - 1) >> 1);
    const start = Math.max(0, Math.min(most - taps, first));
    starts[index] = start;
    let sum = 0;
    for (let at = Math.ceil(center - reach * widening); at <= center + reach * widening; at += 1) {
      const weight = cubic((at - center) / widening);
      const place = Math.max(0, Math.min(taps - 1, at - start));
      values[index * taps + place]! += weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap += 1) values[index * taps + tap]! /= sum;
  }
  return { taps, starts, values };
};

/** Colours weigh as much as they can be seen. */
const premultiply = ({ data, channels }: RawPicture): Float32Array | Uint8Array => {
  if (channels === 3) return data;
  const result = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255;
    result[at] = data[at]! * alpha;
    result[at + 1] = data[at + 1]! * alpha;
    result[at + 2] = data[at + 2]! * alpha;
    result[at + 3] = data[at + 3]!;
  }
  return result;
};

const toByte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

export const reframe = (picture: RawPicture, { window, width, height }: Reframe): RawPicture => {
  const { channels } = picture;
  const source = premultiply(picture);
  const across = weigh(width, window.left, window.width / width, picture.width);
  const down = weigh(height, window.top, window.height / height, picture.height);
  const firstRow = down.starts[0]!;
  const rows = down.starts[height - 1]! + down.taps - firstRow;
  const rowValues = width * channels;
  const wide = new Float32Array(rows * rowValues);
  let to = 0;
  for (let y = 0; y < rows; y += 1) {
    const row = (firstRow + y) * picture.width;
    for (let x = 0; x < width; x += 1) {
      const from = (row + across.starts[x]!) * channels;
      for (let channel = 0; channel < channels; channel += 1, to += 1) {
        let sum = 0;
        for (let at = from + channel, tap = 0; tap < across.taps; tap += 1, at += channels) {
          sum += across.values[x * across.taps + tap]! * source[at]!;
        }
        wide[to] = sum;
      }
    }
  }
  const data = new Uint8Array(height * rowValues);
  const line = new Float32Array(rowValues);
  for (let y = 0; y < height; y += 1) {
    line.fill(0);
    for (let tap = 0; tap < down.taps; tap += 1) {
      const weight = down.values[y * down.taps + tap]!;
      if (weight === 0) continue;
      const from = (down.starts[y]! - firstRow + tap) * rowValues;
      for (let at = 0; at < rowValues; at += 1) line[at]! += weight * wide[from + at]!;
    }
    writeLine(line, data, y * rowValues, channels);
  }
  return { data, width, height, channels };
};

const writeLine = (line: Float32Array, data: Uint8Array, to: number, channels: 3 | 4): void => {
  if (channels === 3) {
    for (let at = 0; at < line.length; at += 1) data[to + at] = toByte(line[at]!);
    return;
  }
  for (let at = 0; at < line.length; at += 4) {
    const alpha = toByte(line[at + 3]!);
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      data[to + at + channel] = toByte((line[at + channel]! * 255) / line[at + 3]!);
    }
    data[to + at + 3] = alpha;
  }
};
