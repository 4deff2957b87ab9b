import type { Canvas, Facts } from '../ops/facts.ts';

/** The original as decoding leaves it: upright, unless EXIF orientation is to be ignored. */
export const decodedCanvas = (
  { storedWidth, storedHeight, orientation, alpha }: Facts,
  autoOrient: boolean,
): Canvas =>
  autoOrient && orientation >= 5
    ? { width: storedHeight, height: storedWidth, alpha }
    : { width: storedWidth, height: storedHeight, alpha };
