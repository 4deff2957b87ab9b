/** What can be reached from the edges of a picture. */

interface Land {
  readonly width: number;
  readonly height: number;
  /** 0 is passed through; up to 254 is reached, but not passed; 255 is a wall. */
  readonly gone: Uint8Array;
  /** Passed through as well. */
  readonly wasGone: (pixel: number) => boolean;
}

/** 1 for each pixel that is reached, 0 for the others. */
export const flood = ({ width, height, gone, wasGone }: Land): Uint8Array => {
  const reached = new Uint8Array(width * height);
  const waiting: number[] = [];
  const reach = (pixel: number): void => {
    if (reached[pixel] === 1) return;
    const open = gone[pixel] === 0 || wasGone(pixel);
    if (!open && gone[pixel] === 255) return;
    reached[pixel] = 1;
    if (open) waiting.push(pixel);
  };
  for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(reach);
  for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(reach);
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    const x = pixel % width;
    if (x > 0) reach(pixel - 1);
    if (x < width - 1) reach(pixel + 1);
    if (pixel >= width) reach(pixel - width);
    if (pixel < width * (height - 1)) reach(pixel + width);
  }
  return reached;
};
