/** What a gravity such as `face` stands for at this point of the chain, and what holds where there is nothing of it. */
import { goodForGravity, goodForHiding } from '../ops/face.ts';
import { around, type Focus, type FocusGravity, type PlacedFace, type Rect, widen } from '../ops/focus.ts';
import type { Compass } from '../ops/placement.ts';
import { type Spot, tiltOf, toSpot, turnBack } from '../ops/spot.ts';
import type { AutoGravity } from '../values/ast.ts';
import { plainAuto } from '../values/auto-gravity.ts';
import { canvasOf, type Frame } from './frame.ts';
import { factsOf, type NeedsMeasure, placeRegions, seeFaces } from './see-faces.ts';
import type { Run } from './run.ts';

export interface FoundFocus {
  readonly focus: Focus;
  /** Holds where nothing was found. */
  readonly fallback: AutoGravity | Compass;
}

interface Meaning {
  readonly kind: Focus['kind'];
  readonly of: 'all' | 'largest';
  readonly landmarks?: true;
  readonly fallback: 'auto' | 'center' | 'north';
  /** Stored regions come first. */
  readonly custom?: true;
}

const face = { kind: 'face', of: 'largest', fallback: 'north' } as const;
const faces = { kind: 'face', of: 'all', fallback: 'north' } as const;

/** LANGUAGE section 3, g_: what each word is for, and its fallback. */
const meanings: Readonly<Record<FocusGravity, Meaning>> = {
  face,
  'face:center': { ...face, fallback: 'center' },
  'face:auto': { ...face, fallback: 'auto' },
  faces,
  'faces:center': { ...faces, fallback: 'center' },
  'faces:auto': { ...faces, fallback: 'auto' },
  adv_face: { ...face, landmarks: true },
  adv_faces: { ...faces, landmarks: true },
  adv_eyes: { kind: 'eyes', of: 'all', landmarks: true, fallback: 'north' },
  body: { kind: 'body', of: 'largest', fallback: 'north' },
  'body:face': { kind: 'body', of: 'largest', fallback: 'north' },
  custom: { kind: 'area', of: 'largest', fallback: 'center', custom: true },
  'custom:face': { ...face, custom: true },
  'custom:faces': { ...faces, custom: true },
  'custom:adv_face': { ...face, landmarks: true, custom: true },
  'custom:adv_faces': { ...faces, landmarks: true, custom: true },
};

const areaOf = ({ width, height }: Rect): number => width * height;

const largest = <Box extends Rect>(boxes: readonly Box[]): readonly Box[] => {
  const [first, ...others] = boxes;
  return first === undefined
    ? []
    : [others.reduce((most, box) => (areaOf(box) > areaOf(most) ? box : most), first)];
};

const pointBox = (points: PlacedFace['landmarks']): Rect | undefined =>
  points && around(points.map(([left, top]) => ({ left, top, width: 0, height: 0 })));

/** Both eyes, from corner to corner, with the lids. */
const eyesOf = ({ landmarks }: PlacedFace): readonly Rect[] => {
  const box = pointBox(landmarks?.slice(36, 48));
  return box === undefined ? [] : [widen(box, { side: 0, top: 0.6, bottom: 0.6 })];
};

/** The 68 points end at the brows; half as much again as from there to the chin is forehead and hair. */
const headOf = (placed: PlacedFace): Rect => {
  const box = pointBox(placed.landmarks);
  return box === undefined ? placed : widen(box, { side: 0.02, top: 0.25, bottom: 0 });
};

/** A grown body is about seven heads high, and three wide. */
const bodyOf = (placed: PlacedFace): Rect => widen(placed, { side: 1, top: 0.4, bottom: 6 });

const boxesOf = ({ kind, landmarks }: Meaning, placed: readonly PlacedFace[]): readonly Rect[] => {
  if (kind === 'eyes') return placed.flatMap(eyesOf);
  if (kind === 'body') return placed.map(bodyOf);
  return landmarks ? placed.map(headOf) : placed;
};

/** Its middle can be seen. */
const isInside = (box: Rect, frame: Frame): boolean => {
  const { width, height } = canvasOf(frame);
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return x >= 0 && y >= 0 && x <= width && y <= height;
};

const readFallback = ({ fallback }: Meaning): FoundFocus['fallback'] =>
  fallback === 'auto' ? plainAuto : fallback;

/** `hides`: rather one too many than one too few. */
export const findFocus = (
  gravity: FocusGravity,
  frame: Frame,
  run: Run,
  hides: boolean,
): FoundFocus | NeedsMeasure => {
  const meaning = meanings[gravity];
  const { kind, of, landmarks = false, custom = false } = meaning;
  const nothing: FoundFocus = { focus: { kind, boxes: [], faces: [] }, fallback: readFallback(meaning) };
  if (custom) {
    const facts = factsOf(run, frame);
    const boxes = placeRegions(facts?.coordinates?.custom ?? [], frame, facts ?? run.facts);
    if (boxes.length > 0) return { ...nothing, focus: { kind: 'area', boxes: largest(boxes), faces: [] } };
    if (kind === 'area') return nothing;
  }
  const sight = seeFaces(frame, run, landmarks);
  if (sight === 'animated') {
    return { focus: { kind: hides ? 'unseen' : kind, boxes: [], faces: [] }, fallback: 'center' };
  }
  if ('measure' in sight) return sight;
  const good = sight.faces.filter(
    (each) => (hides || isInside(each, frame)) && each.score >= (hides ? goodForHiding : goodForGravity),
  );
  const chosen = of === 'largest' ? largest(good) : good;
  return { ...nothing, focus: { kind, boxes: boxesOf(meaning, chosen), faces: chosen } };
};

/** Where a layer may be laid. */
export interface FoundSpots {
  readonly spots: readonly Spot[];
  readonly fallback: FoundFocus['fallback'];
}

/** With landmarks it is known how the head is held. */
const spotOf = (meaning: Meaning, placed: PlacedFace): readonly Spot[] => {
  const { landmarks } = placed;
  if (landmarks === undefined) return [toSpot(placed)];
  const degrees = tiltOf(landmarks);
  const held = { ...placed, landmarks: turnBack(landmarks, degrees) };
  return boxesOf(meaning, [held]).map((box) => toSpot(box, degrees));
};

export const findSpots = (gravity: FocusGravity, frame: Frame, run: Run): FoundSpots | NeedsMeasure => {
  const found = findFocus(gravity, frame, run, false);
  if ('measure' in found) return found;
  const { focus, fallback } = found;
  const meaning = meanings[gravity];
  const goesByPoints = meaning.landmarks === true && focus.kind !== 'area';
  const spots = goesByPoints
    ? focus.faces.flatMap((each) => spotOf(meaning, each))
    : focus.boxes.map((box) => toSpot(box));
  return { spots, fallback };
};
