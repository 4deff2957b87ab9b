/** Which part of a picture to keep, given what matters in it. */
import { type Attention, createLoss, createScore, roominess, type ScoreWindow } from './attention.ts';
import type { Box } from './operation.ts';
import type { Size } from './placement.ts';

/** Places that are tried before the best is looked at more closely: along a line, and in each direction of a plane. */
const alongLine = 24;
const inPlane = 14;
const fine = 4;

/** From 0 to `most`, both included. */
const spread = (most: number, steps: number): readonly number[] =>
  most <= 0 ? [0] : Array.from({ length: steps + 1 }, (_, step) => (most * step) / steps);

/** Between the neighbours of a place that was tried. */
const around = (at: number, most: number, steps: number): readonly number[] =>
  most <= 0
    ? [0]
    : Array.from({ length: 2 * fine + 1 }, (_, step) => at + (most * (step - fine)) / (fine * steps)).filter(
        (value) => value >= 0 && value <= most,
      );

interface Scored {
  readonly box: Box;
  readonly score: number;
}

/** Where to look when nothing speaks for any place: rather high, as heads and roofs are. */
const rest = { x: 0.5, y: 0.4 } as const;

const leastPull = 0.04;

/** How much that counts; more where most of the height goes, because then what is up there is lost for certain. */
const pullOf = (free: number, side: number): number => leastPull + 0.35 * Math.max(0, free / side - 0.15);

/** The best place for a window of this size; in whole pixels where its size is. */
const search = (score: ScoreWindow, canvas: Size, size: Size): Scored => {
  const [freeX, freeY] = [canvas.width - size.width, canvas.height - size.height];
  const part = roominess(size, canvas);
  const pullX = part * leastPull;
  const pullY = part * pullOf(freeY, canvas.height);
  const pull = (left: number, top: number): number =>
    (freeX > 0 ? pullX * Math.abs(left / freeX - rest.x) : 0) +
    (freeY > 0 ? pullY * Math.abs(top / freeY - rest.y) : 0);
  const best = (xs: readonly number[], ys: readonly number[], start?: Scored): Scored => {
    let found = start;
    for (const y of ys) {
      for (const x of xs) {
        const box = { left: Math.round(x), top: Math.round(y), ...size };
        const value = score(box) - pull(box.left, box.top);
        if (found === undefined || value > found.score) found = { box, score: value };
      }
    }
    return found ?? { box: { left: 0, top: 0, ...size }, score: 0 };
  };
  const steps = freeX > 0 && freeY > 0 ? inPlane : alongLine;
  const rough = best(spread(freeX, steps), spread(freeY, steps));
  const { left, top } = rough.box;
  return best(around(left, freeX, steps), around(top, freeY, steps), rough);
};

/** The best window of this size, in whole pixels; the canvas must be at least as large. */
export const chooseWindow = (attention: Attention, canvas: Size, size: Size): Box =>
  search(createScore(attention, canvas), canvas, size).box;

/** Sizes that are tried, as parts of the largest. */
const shares = [0.25, 0.3, 0.36, 0.43, 0.5, 0.58, 0.66, 0.75, 0.85, 0.92] as const;

const scale = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
});

export interface CloseUp {
  /** The largest window of the wanted shape. */
  readonly largest: Size;
  /** How small it may become, as a part of that. */
  readonly smallest: number;
  /** 0 gives up most of the picture for what matters most, 100 as little as has to be. */
  readonly keep: number;
}

/** What may be lost of what matters in the nearest of close-ups. */
const mostLost = 0.55;

/** The smallest window that keeps enough of what matters, at the best place for its size. */
export const chooseCloseUp = (
  attention: Attention,
  canvas: Size,
  { largest, smallest, keep }: CloseUp,
): Box => {
  const score = createScore(attention, canvas);
  const loss = createLoss(attention, canvas);
  const allowed = mostLost * (1 - keep / 100);
  const possible = keep === 100 ? [] : shares.filter((share) => share >= smallest);
  for (const share of possible) {
    const { box } = search(score, canvas, scale(largest, share));
    if (loss(box) <= allowed) return box;
  }
  return search(score, canvas, largest).box;
};

/** What may be lost of what matters before a crop is a bad one. */
const bearable = 0.25;

/** The smallest window between this one and all of the picture that does not lose what matters. */
export const chooseRoomy = (attention: Attention, canvas: Size, least: Size): Box => {
  const loss = createLoss(attention, canvas);
  const steps = 10;
  for (let step = 0; step < steps; step += 1) {
    const size = {
      width: Math.round(least.width + ((canvas.width - least.width) * step) / steps),
      height: Math.round(least.height + ((canvas.height - least.height) * step) / steps),
    };
    const box = chooseWindow(attention, canvas, size);
    if (loss(box) <= bearable) return box;
  }
  return { left: 0, top: 0, width: canvas.width, height: canvas.height };
};
