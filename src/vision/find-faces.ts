/** How one picture is searched: upright, turned when that finds little, and by parts when a crowd is expected. */
import { type Face, goodForGravity } from '../ops/face.ts';
import type { FindOptions, Sample } from '../ports.ts';
import { networkSide } from './mobile-net.ts';
import { cutPicture, halvePicture, type Part, turnBack, turnPicture } from './picture.ts';

/** All faces in a picture as it stands, seen with its longer side so long: `networkSide` at most. */
export type Detect = (sample: Sample, side: number) => Promise<readonly Face[]>;

/** What is not much larger than the network sees, it shrinks well enough itself. */
const halvedFrom = 1.5 * networkSide;

/** Two tiles of three fifths each, so that a face on the border lies wholly in one of them. */
const tileShare = 0.6;

/** Upside down is rare, and comes last. */
const turns = [90, 270, 180] as const;

/** A turned picture gives more chances to be wrong: what decides for it has to be surer, and clearly more. */
const surelyTurned = 0.6;
const clearlyMore = 1.2;

/**
 * The network also sees some faces that lie on their side or stand on their head, and is less sure of them: the best of
 * five in a picture upside down 0.97, three of them above 0.4; upright the same five are all above 0.9. In a crowd there
 * are always some that it is not sure of.
 */
const surelyUpright = { best: 0.9, mean: 0.7, many: 5 } as const;

const share = (a: Face, b: Face): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(a.width * a.height, b.width * b.height);
};

/** Two boxes that share half of the smaller one are one face. */
const sameFace = 0.5;

/** The most certain of those that are one. */
const mergeFaces = (faces: readonly Face[]): readonly Face[] => {
  const kept: Face[] = [];
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((other) => share(face, other) < sameFace)) kept.push(face);
  }
  return kept;
};

const tilesOf = ({ width, height }: Sample): readonly Part[] => {
  const size = { width: Math.ceil(width * tileShare), height: Math.ceil(height * tileShare) };
  return [0, height - size.height].flatMap((top) =>
    [0, width - size.width].map((left) => ({ left, top, ...size })),
  );
};

/** Within this of an inner border of its tile a face may be cut; the next tile has all of it. */
const cutWithin = 0.01;

const isCut = (face: Face, part: Part, whole: Sample): boolean =>
  (part.left > 0 && face.x < cutWithin) ||
  (part.top > 0 && face.y < cutWithin) ||
  (part.left + part.width < whole.width && face.x + face.width > 1 - cutWithin) ||
  (part.top + part.height < whole.height && face.y + face.height > 1 - cutWithin);

const fromPart = (face: Face, part: Part, whole: Sample): Face => ({
  ...face,
  x: (part.left + face.x * part.width) / whole.width,
  y: (part.top + face.y * part.height) / whole.height,
  width: (face.width * part.width) / whole.width,
  height: (face.height * part.height) / whole.height,
});

const fromTurned = (face: Face, turn: 90 | 180 | 270): Face => {
  const [ax, ay] = turnBack(face.x, face.y, turn);
  const [bx, by] = turnBack(face.x + face.width, face.y + face.height, turn);
  const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
  return { x, y, width: Math.abs(ax - bx), height: Math.abs(ay - by), score: face.score, turn };
};

const sumScores = (faces: readonly Face[]): number => faces.reduce((sum, { score }) => sum + score, 0);

/**
 * The turn that shows most at a glance, if any shows something: half as large takes less than half of the time, and
 * every one of the six photographs of face-api's package is known by it, whichever way it is turned.
 */
const glanceForTurn = async (sample: Sample, detect: Detect): Promise<(typeof turns)[number] | undefined> => {
  const small = halvePicture(sample);
  let best: { readonly turn?: (typeof turns)[number]; readonly sum: number } = { sum: 0 };
  for (const turn of turns) {
    const sum = sumScores((await detect(turnPicture(small, turn), networkSide / 2)).filter(isGood));
    if (sum > best.sum) best = { turn, sum };
  }
  return best.turn;
};

/** The faces of the turn that shows most, if they are sure, and clearly more than those upright. */
const findTurned = async (
  sample: Sample,
  upright: readonly Face[],
  detect: Detect,
): Promise<readonly Face[] | undefined> => {
  const turn = await glanceForTurn(sample, detect);
  if (turn === undefined) return undefined;
  const found = await detect(turnPicture(sample, turn), networkSide);
  const sum = sumScores(found.filter(({ score }) => score >= surelyTurned));
  return sum > clearlyMore * sumScores(upright.filter(isGood))
    ? found.map((face) => fromTurned(face, turn))
    : undefined;
};

export const findFaces = async (
  sample: Sample,
  { tiles = false }: FindOptions,
  detect: Detect,
): Promise<readonly Face[]> => {
  const side = Math.max(sample.width, sample.height);
  const isLarge = side > networkSide;
  const whole = side > halvedFrom ? halvePicture(sample) : sample;
  const found = [...(await detect(whole, networkSide))];
  if (tiles && isLarge) {
    for (const part of tilesOf(sample)) {
      const inPart = await detect(cutPicture(sample, part), networkSide);
      found.push(
        ...inPart.filter((face) => !isCut(face, part, sample)).map((face) => fromPart(face, part, sample)),
      );
    }
  }
  const upright = mergeFaces(found);
  if (isSurelyUpright(upright)) return upright;
  return (await findTurned(whole, upright, detect)) ?? upright;
};

const isGood = ({ score }: Face): boolean => score >= goodForGravity;

const isSurelyUpright = (faces: readonly Face[]): boolean => {
  const { best, mean, many } = surelyUpright;
  const isMean = sumScores(faces) / faces.length >= mean || faces.filter(isGood).length >= many;
  return (faces[0]?.score ?? 0) >= best && isMean;
};
