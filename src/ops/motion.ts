/** Operations that depend on the time: what each of them does to one picture of an animation. */
import type { Fade } from './moving.ts';
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

const freeze = (operation: Operation, moment: Moment | undefined): readonly StillOperation[] => {
  if (operation.op !== 'fade') return [operation];
  const light = moment === undefined ? 1 : lightOf(operation, moment);
  return light === 1 ? [] : [{ op: 'linear', multiply: [light, light, light], add: [0, 0, 0] }];
};

/** Whether any of them depends on the time, in a layer as well. */
export const areMoving = (operations: readonly Operation[]): boolean =>
  operations.some((operation) => {
    if (operation.op === 'composite') return areMoving(operation.layer.operations);
    if (operation.op === 'displace') return areMoving(operation.map.operations);
    return operation.op === 'fade';
  });

/** What is to be done to the picture of that moment; a picture without one stands still, and is shown in full light. */
export const operationsAt = (
  operations: readonly Operation[],
  moment: Moment | undefined,
): readonly StillOperation[] => operations.flatMap((operation) => freeze(operation, moment));
