/** The box of what is not background. One look at the pixels from each side: fast where there is little to trim. */
import type { Box, Rgba } from '../ops/operation.ts';
import type { RawPicture } from './raw-picture.ts';

/**
 * Exact, on the full picture: the cost is that of decoding it, some 10 ms per megapixel, and its bytes in memory.
 * Distance is the largest difference in any channel, colours weighted by alpha: what is invisible has no colour.
 */
export const findContent = (
  picture: RawPicture,
  threshold: number,
  color: Rgba | undefined,
): Box | undefined => {
  const { width, height } = picture;
  const differs = createDiffers(picture, threshold, color);
  const rowDiffers = (y: number, from: number, to: number): boolean => {
    for (let x = from; x < to; x++) if (differs(x, y)) return true;
    return false;
  };
  let top = 0;
  while (top < height && !rowDiffers(top, 0, width)) top++;
  if (top === height) return undefined;
  let bottom = height;
  while (!rowDiffers(bottom - 1, 0, width)) bottom--;
  // Row by row, as memory lies; what is already known to be content is not looked at again.
  let left = width;
  let right = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < left; x++) if (differs(x, y)) left = x;
    for (let x = width - 1; x >= right; x--) if (differs(x, y)) right = x + 1;
  }
  return { left, top, width: right - left, height: bottom - top };
};

type Differs = (x: number, y: number) => boolean;

const createDiffers = (
  { data, width, channels }: RawPicture,
  threshold: number,
  color: Rgba | undefined,
): Differs => {
  const alphaAt = (at: number): number => (channels === 4 ? data[at + 3]! : 255);
  const given = color === undefined ? undefined : [color.r, color.g, color.b, color.alpha * 255];
  const [red, green, blue, alpha] = given ?? [data[0]!, data[1]!, data[2]!, alphaAt(0)];
  const [r, g, b, a] = [red! * (alpha! / 255), green! * (alpha! / 255), blue! * (alpha! / 255), alpha!];
  return (x, y) => {
    const at = (y * width + x) * channels;
    const opacity = alphaAt(at);
    const weight = opacity / 255;
    return (
      Math.abs(opacity - a) > threshold ||
      Math.abs(data[at]! * weight - r) > threshold ||
      Math.abs(data[at + 1]! * weight - g) > threshold ||
      Math.abs(data[at + 2]! * weight - b) > threshold
    );
  };
};
