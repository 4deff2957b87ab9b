/** The shapes of morphology as runs of pixels, by ImageMagick's definitions: https://imagemagick.org/Usage/morphology/#kernel */
import type { Morphology } from '../../ops/redrawing.ts';

/** Neighbouring pixels of one row of a shape: from `left` on, so many, as seen from its middle. */
export interface Run {
  readonly down: number;
  readonly left: number;
  readonly length: number;
}

export interface KernelShape {
  /** How far it goes from its middle in any direction. */
  readonly reach: number;
  readonly runs: readonly Run[];
  readonly pixels: number;
}

type Holds = (x: number, y: number, reach: number, radius: number) => boolean;

const holds: { readonly [K in Morphology['kernel']]: Holds } = {
  octagon: (x, y, reach) => Math.abs(x) + Math.abs(y) <= reach + Math.floor(reach / 2),
  diamond: (x, y, reach) => Math.abs(x) + Math.abs(y) <= reach,
  square: () => true,
  disk: (x, y, _, radius) => x * x + y * y <= radius * radius,
  plus: (x, y) => x === 0 || y === 0,
  cross: (x, y) => Math.abs(x) === Math.abs(y),
  // One pixel thick, as ImageMagick's is where it is given no radii.
  ring: (x, y, _, radius) => {
    const distance = Math.hypot(x, y);
    return distance <= radius && distance > radius - 1;
  },
};

export const kernelShape = (kernel: Morphology['kernel'], radius: number): KernelShape => {
  const reach = Math.floor(radius);
  const runs: Run[] = [];
  for (let y = -reach; y <= reach; y += 1) {
    let start: number | undefined;
    for (let x = -reach; x <= reach + 1; x += 1) {
      const isIn = x <= reach && holds[kernel](x, y, reach, radius);
      if (isIn) start ??= x;
      else if (start !== undefined) {
        runs.push({ down: y, left: start, length: x - start });
        start = undefined;
      }
    }
  }
  return { reach, runs, pixels: runs.reduce((sum, { length }) => sum + length, 0) };
};
