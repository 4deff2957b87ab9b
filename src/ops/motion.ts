/** What operations that depend on the time do to one picture of an animation. */
import type { Fade, Window, ZoomPan } from './moving.ts';
import type { Operation, StillOperation } from './operation.ts';

/** What browsers take for a delay that is missing, or too short to be meant: below 20 ms. */
export const usualDelayMs = 100;

/** When a picture of an animation is shown: `[fromMs, untilMs)` of `totalMs`. */
export interface Moment {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly totalMs: number;
}

/** The moment of each picture, by how long they are shown one after the other. */
export const momentsOf = (delaysMs: readonly number[]): readonly Moment[] => {
  const totalMs = delaysMs.reduce((sum, delay) => sum + delay, 0);
  let untilMs = 0;
  return delaysMs.map((delay) => {
    const fromMs = untilMs;
    untilMs += delay;
    return { fromMs, untilMs, totalMs };
  });
};

/** The share of its light that a picture keeps: none in the first picture of a fade in, and in the last of a fade out. */
const lightOf = ({ ms }: Fade, { fromMs, untilMs, totalMs }: Moment): number =>
  Math.min(1, ms > 0 ? fromMs / ms : (totalMs - untilMs) / -ms);

/** From 0 in the first picture to 1 in the last; a picture that stands still is at the start. */
const progressOf = (moment: Moment | undefined): number => {
  if (moment === undefined) return 0;
  const { fromMs, untilMs, totalMs } = moment;
  const lastMs = totalMs - (untilMs - fromMs);
  return lastMs <= 0 ? 0 : Math.min(1, fromMs / lastMs);
};

/**
 * Sizes grow by the same factor from picture to picture, which looks like an even speed, and places follow them, so that
 * one point of the picture stands still.
 */
const windowAt = ({ from, to }: ZoomPan, progress: number): Window => {
  const factor = (to.width / from.width) ** progress;
  const [width, height] = [from.width * factor, from.height * factor];
  const way = to.width === from.width ? progress : (width - from.width) / (to.width - from.width);
  const [left, top] = [from.left + (to.left - from.left) * way, from.top + (to.top - from.top) * way];
  return { left, top, width, height };
};

const freeze = (operation: Operation, moment: Moment | undefined): readonly StillOperation[] => {
  switch (operation.op) {
    case 'fade': {
      const light = moment === undefined ? 1 : lightOf(operation, moment);
      return light === 1 ? [] : [{ op: 'linear', multiply: [light, light, light], add: [0, 0, 0] }];
    }
    case 'zoom-pan': {
      const { width, height } = operation;
      return [{ op: 'reframe', window: windowAt(operation, progressOf(moment)), width, height }];
    }
    default:
      return [operation];
  }
};

/** Whether it depends on the time, a layer's operations included. */
export const isMoving = (operation: Operation): boolean => {
  if (operation.op === 'composite') return operation.layer.operations.some(isMoving);
  if (operation.op === 'displace') return operation.map.operations.some(isMoving);
  return operation.op === 'fade' || operation.op === 'zoom-pan';
};

/** What is to be done to the picture of that moment; without one it stands still, at the start and in full light. */
export const operationsAt = (
  operations: readonly Operation[],
  moment: Moment | undefined,
): readonly StillOperation[] => operations.flatMap((operation) => freeze(operation, moment));
