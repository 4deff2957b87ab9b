/** What `fl_getinfo` says of the faces that a chain went by: their landmarks, in pixels of the upright original. */
import { goodForGravity, type Landmarks } from '../ops/face.ts';
import type { Facts } from '../ops/facts.ts';
import { type FaceMarks, uprightSize } from './info.ts';
import type { Measure } from './plan.ts';
import type { Run } from './run.ts';
import { takeFaces } from './see-faces.ts';

const toMarks = (landmarks: Landmarks, facts: Facts): FaceMarks => {
  const { width, height } = uprightSize(facts);
  /** The middle of these points. */
  const at = (from: number, to: number): FaceMarks['nose_tip'] => {
    const points = landmarks.slice(from, to);
    const mean = (axis: 0 | 1, side: number): number =>
      Math.round((points.reduce((sum, point) => sum + point[axis], 0) / points.length) * side);
    return { x: mean(0, width), y: mean(1, height) };
  };
  return {
    r_eye: at(36, 42),
    l_eye: at(42, 48),
    nose_tip: at(30, 31),
    mouth_r: at(48, 49),
    mouth_l: at(54, 55),
  };
};

/** Undefined where the chain went by no face of the original. */
export const tellLandmarks = (
  run: Run,
  facts: Facts,
): { readonly measure: Measure } | { readonly marks: readonly FaceMarks[] } | undefined => {
  const seen = run.faces.get(0)?.faces ?? [];
  if (seen.length === 0) return undefined;
  const found = takeFaces(run, 0, facts, true);
  if ('measure' in found) return found;
  const certain = (found.landmarks ?? []).filter(
    (_, index) => (found.faces[index]?.score ?? 0) >= goodForGravity,
  );
  return { marks: certain.map((landmarks) => toMarks(landmarks, facts)) };
};
