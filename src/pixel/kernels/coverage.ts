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
export const shapeOf = ({ data, width, height, channels }: RawPicture): Coverage => ({
  left: 0,
  top: 0,
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, pixel) =>
    channels === 4 ? data[pixel * 4 + 3]! : 255,
  ),
});

/** With an edge one pixel wide or so: what is more transparent than opaque, such as a glow, is outside. */
export const sharpenEdge = (shape: Coverage): Coverage => ({
  ...shape,
  data: shape.data.map((covered) => Math.min(255, Math.max(0, 2 * covered - 128))),
});
