/** Draws what was found on a picture, so that it can be judged by eye. */
import type { Raster } from '../pixel/raster.ts';

/** In pixels of the upright picture. */
export interface FaceInPixels {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly score: number;
  readonly landmarks?: readonly (readonly [x: number, y: number])[];
}

const green = [0, 255, 64, 255] as const;

/** The whole picture is some 300 lines wide. */
const lineShare = 1 / 300;

const fill = (
  { data, width, height }: Raster,
  left: number,
  top: number,
  across: number,
  down: number,
): void => {
  const [x, y] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
  const right = Math.min(width, Math.round(left + across));
  const bottom = Math.min(height, Math.round(top + down));
  for (let row = y; row < bottom; row += 1) {
    for (let column = x; column < right; column += 1) data.set(green, (row * width + column) * 4);
  }
};

/** Draws into the raster that it is given. */
export const drawFaces = (raster: Raster, faces: readonly FaceInPixels[]): Raster => {
  const line = Math.max(1, Math.round(Math.max(raster.width, raster.height) * lineShare));
  for (const { x, y, w, h, landmarks = [] } of faces) {
    fill(raster, x, y, w, line);
    fill(raster, x, y + h - line, w, line);
    fill(raster, x, y, line, h);
    fill(raster, x + w - line, y, line, h);
    for (const [px, py] of landmarks) fill(raster, px - line / 2, py - line / 2, line, line);
  }
  return raster;
};
