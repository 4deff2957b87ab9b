/** A shape without a colour. */
import type { Box } from '../../ops/operation.ts';
import type { RawPicture } from '../raw-picture.ts';

/** How much of each pixel of a rectangle is covered, 0 to 255. The rectangle may lie anywhere. */
export interface Coverage extends Box {
  readonly data: Uint8Array;
}

export const nothing: Coverage = { left: 0, top: 0, width: 0, height: 0, data: new Uint8Array() };

/** The same with so many empty pixels more on each side. */
export const pad = (shape: Coverage, margin: number): Coverage => {
  const width = shape.width + 2 * margin;
  const height = shape.height + 2 * margin;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < shape.height; y++) {
    const row = shape.data.subarray(y * shape.width, (y + 1) * shape.width);
    data.set(row, (y + margin) * width + margin);
  }
  return { data, left: shape.left - margin, top: shape.top - margin, width, height };
};

/** The shape of what is opaque. */
export const shapeOf = ({ data: source, width, height, channels }: RawPicture): Coverage => {
  const data = new Uint8Array(width * height);
  if (channels === 3) data.fill(255);
  else for (let at = 0, from = 3; at < data.length; at += 1, from += 4) data[at] = source[from]!;
  return { left: 0, top: 0, width, height, data };
};

const changeEach = (shape: Coverage, table: Uint8Array): Coverage => {
  const data = new Uint8Array(shape.data.length);
  for (let at = 0; at < data.length; at += 1) data[at] = table[shape.data[at]!]!;
  return { ...shape, data };
};

const inverse = Uint8Array.from({ length: 256 }, (_, covered) => 255 - covered);

/** The largest of every so many samples, from `first` on. */
const mostOf = (data: Uint8Array, first: number, step: number): number => {
  let most = 0;
  for (let at = first; at < data.length && most < 255; at += step) if (data[at]! > most) most = data[at]!;
  return most;
};

/** How opaque a picture is where it is most opaque: all of it may be half transparent. */
export const mostOpaque = ({ data, channels }: RawPicture): number =>
  channels === 3 ? 255 : mostOf(data, 3, 4);

/** `most` counts as opaque. */
const steepTo = (most: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, covered) =>
    Math.min(255, Math.max(0, (2 * covered * 255) / most - 128)),
  );

/**
 * With an edge one pixel wide or so: what is more transparent than opaque, such as a glow, is outside. It goes by what
 * is most opaque, or a picture that is half transparent all over would be nothing but edge.
 */
export const sharpenEdge = (shape: Coverage): Coverage => {
  const most = mostOf(shape.data, 0, 1);
  return most === 0 ? shape : changeEach(shape, steepTo(most));
};

/** What is left of a shape outside of another that lies within its rectangle. */
export const without = (shape: Coverage, hole: Coverage): Coverage => {
  const data = shape.data.slice();
  for (let from = 0, y = 0; y < hole.height; y += 1) {
    let at = (y + hole.top - shape.top) * shape.width + hole.left - shape.left;
    for (let x = 0; x < hole.width; x += 1, from += 1, at += 1) {
      data[at] = (data[at]! * (255 - hole.data[from]!)) / 255 + 0.5;
    }
  }
  return { ...shape, data };
};

/** What the shape leaves. */
export const invert = (shape: Coverage): Coverage => changeEach(shape, inverse);
