/** Gives a text its colours: background, outline and letters, in one go over the pixels. */
import type { Box, Rgba } from '../../ops/operation.ts';
import { type Coverage, nothing } from '../kernels/coverage.ts';
import type { RawPicture } from '../raw-picture.ts';

export interface Layers {
  readonly area: Box;
  readonly background: Rgba | undefined;
  /** What lies within the outline, letters included. */
  readonly outline: Coverage | undefined;
  readonly outlineColor: Rgba;
  readonly letters: Coverage;
  readonly color: Rgba;
}

const isWithin = ({ left, top, width, height }: Box, x: number, y: number): boolean =>
  x >= left && x < left + width && y >= top && y < top + height;

const coverageAt = (shape: Coverage, x: number, y: number): number =>
  isWithin(shape, x, y) ? shape.data[(y - shape.top) * shape.width + x - shape.left]! / 255 : 0;

/**
 * Letters and outline share a pixel's area rather than cover each other: no seam shows between them, and translucent
 * letters do not let an outline through that is only around them.
 */
export const paint = (layers: Layers): RawPicture => {
  const { area, background, outline = nothing, outlineColor, letters, color } = layers;
  const ground = background ?? { r: 0, g: 0, b: 0, alpha: 0 };
  const data = new Uint8Array(area.width * area.height * 4);
  for (let y = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++) {
      const within = coverageAt(letters, area.left + x, area.top + y);
      const around = Math.max(0, coverageAt(outline, area.left + x, area.top + y) - within);
      const inside = within * color.alpha;
      const edge = around * outlineColor.alpha;
      const below = ground.alpha * (1 - inside - edge);
      const alpha = inside + edge + below;
      if (alpha === 0) continue;
      const at = (y * area.width + x) * 4;
      data[at] = Math.round((color.r * inside + outlineColor.r * edge + ground.r * below) / alpha);
      data[at + 1] = Math.round((color.g * inside + outlineColor.g * edge + ground.g * below) / alpha);
      data[at + 2] = Math.round((color.b * inside + outlineColor.b * edge + ground.b * below) / alpha);
      data[at + 3] = Math.round(alpha * 255);
    }
  }
  return { data, width: area.width, height: area.height, channels: 4 };
};
