/** Shows each face by itself, upright, and tells where its landmarks lie in the whole picture. */
import type { Face, Landmarks } from '../ops/face.ts';
import type { Sample } from '../ports.ts';
import type { FaceNet } from './face-net.ts';
import { cutPicture, type Part, turnBack, turnPicture } from './picture.ts';

const partOf = ({ x, y, width, height }: Face, sample: Sample): Part => {
  const left = Math.min(sample.width - 1, Math.max(0, Math.floor(x * sample.width)));
  const top = Math.min(sample.height - 1, Math.max(0, Math.floor(y * sample.height)));
  return {
    left,
    top,
    width: Math.max(1, Math.min(sample.width - left, Math.ceil(width * sample.width))),
    height: Math.max(1, Math.min(sample.height - top, Math.ceil(height * sample.height))),
  };
};

export const findLandmarks = async (
  sample: Sample,
  faces: readonly Face[],
  find: FaceNet['findLandmarks'],
): Promise<readonly Landmarks[]> => {
  const all: Landmarks[] = [];
  for (const face of faces) {
    const { turn = 0 } = face;
    const part = partOf(face, sample);
    const points = await find(turnPicture(cutPicture(sample, part), turn));
    all.push(
      points.map(([x, y]) => {
        const [acrossPart, downPart] = turnBack(x, y, turn);
        return [
          (part.left + acrossPart * part.width) / sample.width,
          (part.top + downPart * part.height) / sample.height,
        ] as const;
      }),
    );
  }
  return all;
};
