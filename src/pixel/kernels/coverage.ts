/** A shape without a colour. */
import type { Box } from '../../ops/operation.ts';

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
