/** What `e_red`, `e_green` and `e_blue` do to the channel that they are named after. */
import type { Operation } from '../../ops/operation.ts';

/** `level` in percent of the full range; the channels are counted from red. */
export const shiftChannel = (channel: 0 | 1 | 2, level: number): readonly Operation[] => {
  if (level === 0) return [];
  const add: [number, number, number] = [0, 0, 0];
  add[channel] = level * 2.55;
  return [{ op: 'linear', multiply: [1, 1, 1], add }];
};
