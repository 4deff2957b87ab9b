/** Faces of an original, in 0..1 of the picture as it is shown: turned upright by its EXIF orientation. */

/** A corner, sizes, and points of what lies in a picture: fractions of its width and height. */
export interface Face {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0..1: how certain it is that this is one. */
  readonly score: number;
  /** How far the picture has to be turned clockwise for the face to stand upright; 0 when absent. */
  readonly turn?: 90 | 180 | 270;
}

/**
 * The 68 points of the iBUG 300-W scheme (https://ibug.doc.ic.ac.uk/resources/300-W/): jaw 0-16, brows 17-26, nose
 * 27-35, eyes 36-41 and 42-47, mouth 48-67. The person's right eye comes first.
 */
export type Landmarks = readonly (readonly [x: number, y: number])[];

/** A crop is to show faces, and nothing that only looks like one. */
export const goodForGravity = 0.4;

/** Whoever is to be hidden had better be hidden once too often. */
export const goodForHiding = 0.3;

/** Half of them are smaller than this part of the picture: among so many others were too small to be seen. */
const smallInCrowd = 0.11;
const fewestInCrowd = 6;

export const isCrowd = (faces: readonly Face[]): boolean => {
  const sides = faces
    .filter(({ score }) => score >= goodForGravity)
    .map(({ width, height }) => Math.max(width, height))
    .toSorted((a, b) => a - b);
  return sides.length >= fewestInCrowd && (sides[sides.length >> 1] ?? 1) < smallInCrowd;
};
