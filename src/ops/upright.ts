/** Between an original as it is shown, which is how things are found in it, and as it is decoded. */
import { type Affine, chain, invert, traceAffine } from './affine.ts';
import type { Canvas, Orientation } from './facts.ts';
import { followCanvas } from './geometry.ts';
import type { Operation } from './operation.ts';

const mirror: Operation = { op: 'flip', axis: 'horizontal' };
const turn = (degrees: 90 | 180 | 270): Operation => ({ op: 'turn', degrees });

/** What brings a stored picture upright. EXIF 2.32, tag 274; 5 and 7 are the diagonal mirrors. */
const byExif: Readonly<Record<Orientation, readonly Operation[]>> = {
  1: [],
  2: [mirror],
  3: [turn(180)],
  4: [mirror, turn(180)],
  5: [mirror, turn(270)],
  6: [turn(90)],
  7: [mirror, turn(90)],
  8: [turn(270)],
};

/** From 0..1 of the picture as it is shown to pixels of the canvas that is decoded with this orientation left in it. */
export const fromUpright = (orientation: Orientation, decoded: Canvas): Affine => {
  const operations = byExif[orientation];
  const canvases = followCanvas(decoded, operations);
  const { width, height } = canvases.at(-1) ?? decoded;
  const scale: Affine = { a: width, b: 0, c: 0, d: height, e: 0, f: 0 };
  const back = invert(traceAffine(operations, canvases));
  return back === undefined ? scale : chain(scale, back);
};
