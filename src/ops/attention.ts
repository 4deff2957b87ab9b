/** What matters in a picture, and how good a part of it is as a picture of its own. */
import type { Box } from './operation.ts';
import type { Size } from './placement.ts';
import { createSums, type Saliency } from './saliency.ts';

/** Something that should be seen whole, in 0..1 of the picture's sides. */
export interface Subject {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How much it counts for its size: 1 for a face that is one for certain, less than 0 for what is to be left out. */
  readonly weight: number;
  /** A head is more than the face that was found of it. */
  readonly kind: 'area' | 'body' | 'face';
}

export interface Attention {
  /** Covers the whole picture; absent where nothing is known of it. */
  readonly saliency?: Saliency;
  readonly subjects: readonly Subject[];
  /** Whether what matters should rather lie on a third than in the middle. */
  readonly thirds: boolean;
}

export type ScoreWindow = (window: Box) => number;

/** Found by eye on photographs. */
const weights = { whole: 0.45, inner: 0.55, cut: 0.8, subjects: 1.2, thirds: 0.05 } as const;

/** The part of a window, in each direction, that lies well inside. */
const innerShare = 0.7;

/**
 * A window of at least this part of the picture has room for all that matters, and can be asked to cut through nothing.
 * In a smaller one that counts for less, or it would always show some empty corner.
 */
const roomyShare = 0.35;

export const roominess = (window: Size, canvas: Size): number =>
  Math.min(1, (window.width * window.height) / (canvas.width * canvas.height * roomyShare));

/** Thickness of what a cut goes through, as a part of the picture's longer side. */
const bandShare = 0.02;

/** What belongs to a subject besides the box that was found, as parts of that box: hair, ears, chin and neck. */
const rooms = {
  area: { top: 0, side: 0, bottom: 0 },
  face: { top: 0.5, side: 0.3, bottom: 0.35 },
  body: { top: 0.5, side: 1, bottom: 5 },
} as const;

interface Placed extends Box {
  readonly share: number;
  readonly room: (typeof rooms)[Subject['kind']];
}

const shrink = ({ left, top, width, height }: Box, share: number): Box => ({
  left: left + (width * (1 - share)) / 2,
  top: top + (height * (1 - share)) / 2,
  width: width * share,
  height: height * share,
});

const overlap = (a: Box, b: Box): number => {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
};

/** With room around it, less where the window has hardly enough for the subject itself. */
const withRoom = ({ left, top, width, height, room }: Placed, window: Size): Box => {
  const [across, down] = [2 * room.side, room.top + room.bottom];
  if (across === 0) return { left, top, width, height };
  const spare = Math.min((window.width / width - 1) / across, (window.height / height - 1) / down);
  const part = Math.min(1, Math.max(0, 0.8 * spare));
  return {
    left: left - width * room.side * part,
    top: top - height * room.top * part,
    width: width * (1 + across * part),
    height: height * (1 + down * part),
  };
};

/** How much of a box is in the window; what lies outside of the picture cannot be lost. */
const seenOf = (box: Box, window: Box, canvas: Size): number => {
  const there = overlap(box, { left: 0, top: 0, ...canvas });
  return there === 0 ? 0 : overlap(box, window) / there;
};

/** A subject that is cut is worse than one that is not there. */
const scoreSubject = (subject: Placed, window: Box, canvas: Size): number => {
  const itself = seenOf(subject, window, canvas);
  const isCut = itself > 0.05 && itself < 0.95;
  return 0.7 * seenOf(withRoom(subject, window), window, canvas) + 0.3 * itself - (isCut ? 0.4 : 0);
};

/** By size and certainty; together they count as one, however many they are. */
const placeSubjects = (subjects: readonly Subject[], { width, height }: Size): readonly Placed[] => {
  const weightOf = (subject: Subject): number =>
    Math.sqrt(subject.width * width * subject.height * height) * subject.weight;
  const all = subjects.reduce((sum, subject) => sum + Math.abs(weightOf(subject)), 0);
  return subjects.map((subject) => ({
    left: subject.x * width,
    top: subject.y * height,
    width: subject.width * width,
    height: subject.height * height,
    room: rooms[subject.kind],
    share: all === 0 ? 0 : weightOf(subject) / all,
  }));
};

/** 1 on a third, 0 where it is a sixth or more away from one. */
const onThird = (part: number): number =>
  Math.max(0, 1 - 6 * Math.min(Math.abs(part - 1 / 3), Math.abs(part - 2 / 3)));

/** Where most of what draws the eye is, about as far as it reaches. */
const heaviest = ({ width, height, values }: Saliency, canvas: Size): Placed | undefined => {
  let sum = 0;
  let x = 0;
  let y = 0;
  let xx = 0;
  let yy = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    const weight = value * value;
    const column = (at % width) + 0.5;
    const row = Math.floor(at / width) + 0.5;
    sum += weight;
    x += weight * column;
    y += weight * row;
    xx += weight * column * column;
    yy += weight * row * row;
  }
  if (sum === 0) return undefined;
  const across = canvas.width / width;
  const down = canvas.height / height;
  const reach = { x: Math.sqrt(xx / sum - (x / sum) ** 2), y: Math.sqrt(yy / sum - (y / sum) ** 2) };
  return {
    left: (x / sum - reach.x) * across,
    top: (y / sum - reach.y) * down,
    width: 2 * reach.x * across,
    height: 2 * reach.y * down,
    room: rooms.area,
    share: 1,
  };
};

/** On a third of the way, unless it is so large that it belongs in the middle. */
const scoreThirds = ({ left, top, width, height }: Placed, window: Box): number => {
  const across = Math.max(0, 1 - (2 * width) / window.width);
  const down = Math.max(0, 1 - (2 * height) / window.height);
  const x = (left + width / 2 - window.left) / window.width;
  const y = (top + height / 2 - window.top) / window.height;
  return (across * onThird(x) + down * onThird(y)) / 2;
};

/** Scores of windows of one canvas, in pixels: about 1 for a picture that has all of it well inside, less than 0 for the worst. */
export const createScore = ({ saliency, subjects, thirds }: Attention, canvas: Size): ScoreWindow => {
  const sumOver = saliency && createSums(saliency, canvas);
  const total = sumOver?.({ left: 0, top: 0, ...canvas }) ?? 0;
  const band = Math.max(canvas.width, canvas.height) * bandShare;
  const placed = placeSubjects(subjects, canvas);

  const share = (box: Box): number => (sumOver === undefined || total === 0 ? 0 : sumOver(box) / total);

  /** Mean of the saliency, 0..1, under those edges that are cuts. */
  const underCuts = ({ left, top, width, height }: Box): number => {
    if (sumOver === undefined) return 0;
    const cuts: Box[] = [];
    if (left > 0) cuts.push({ left: left - band / 2, top, width: band, height });
    if (top > 0) cuts.push({ left, top: top - band / 2, width, height: band });
    if (left + width < canvas.width) cuts.push({ left: left + width - band / 2, top, width: band, height });
    if (top + height < canvas.height) cuts.push({ left, top: top + height - band / 2, width, height: band });
    const area = cuts.reduce((sum, cut) => sum + cut.width * cut.height, 0);
    return area === 0 ? 0 : cuts.reduce((sum, cut) => sum + sumOver(cut), 0) / area;
  };

  const heavy = placed.length === 0 && saliency !== undefined ? heaviest(saliency, canvas) : undefined;
  const pivots = thirds ? (heavy === undefined ? placed : [heavy]) : [];
  const addUp = (parts: readonly Placed[], scoreOf: (part: Placed) => number): number =>
    parts.reduce((sum, part) => sum + part.share * scoreOf(part), 0);

  return (window) =>
    weights.whole * share(window) +
    weights.inner * share(shrink(window, innerShare)) -
    weights.cut * roominess(window, canvas) * underCuts(window) +
    weights.thirds * addUp(pivots, (pivot) => scoreThirds(pivot, window)) +
    weights.subjects * addUp(placed, (subject) => scoreSubject(subject, window, canvas));
};

/** What draws the eye at least this much, as a part of the most, is what a picture is about. */
const coreShare = 0.4;

type Loss = (window: Box) => number;

/** Of what draws the eye most. */
const lossOfCore = (saliency: Saliency, canvas: Size): Loss | undefined => {
  const most = saliency.values.reduce((highest, value) => Math.max(highest, value), 0);
  if (most === 0) return undefined;
  const values = saliency.values.map((value) => (value >= coreShare * most ? 255 : 0));
  const sumOver = createSums({ ...saliency, values }, canvas);
  const total = sumOver({ left: 0, top: 0, ...canvas });
  return (window) => 1 - sumOver(window) / total;
};

/** Of subjects, with all the room that belongs to them. */
const lossOfSubjects = (subjects: readonly Subject[], canvas: Size): Loss | undefined => {
  const placed = placeSubjects(
    subjects.filter(({ weight }) => weight > 0),
    canvas,
  );
  return placed.length === 0
    ? undefined
    : (window) =>
        placed.reduce(
          (lost, subject) => lost + subject.share * (1 - seenOf(withRoom(subject, canvas), window, canvas)),
          0,
        );
};

/** How much a window loses of what the picture is about, 0..1. */
export const createLoss = ({ saliency, subjects }: Attention, canvas: Size): Loss => {
  const losses = [saliency && lossOfCore(saliency, canvas), lossOfSubjects(subjects, canvas)].filter(
    (loss) => loss !== undefined,
  );
  return (window) =>
    losses.length === 0 ? 0 : losses.reduce((sum, loss) => sum + loss(window), 0) / losses.length;
};
