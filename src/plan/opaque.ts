/**
 * When the result has no alpha anyway, transparent margins that nothing looks at any more may be filled at once:
 * the picture then never needs an alpha channel, which makes every later step cheaper.
 */
import type { Canvas } from '../ops/facts.ts';
import { followCanvas } from '../ops/geometry.ts';
import type { Operation, Rgba } from '../ops/operation.ts';
import type { Lowered } from './lower.ts';

/** Operations that show the same whether a margin was transparent over a colour or has that colour. */
const keepsMargins = ({ op }: Operation): boolean =>
  op === 'extract' || op === 'flip' || op === 'turn' || op === 'extend';

const fill = (operation: Operation, color: Rgba): Operation =>
  (operation.op === 'extend' || operation.op === 'rotate' || operation.op === 'shear') &&
  operation.color.alpha === 0
    ? { ...operation, color }
    : operation;

export const settleOpaque = (
  operations: readonly Operation[],
  canvases: readonly [Canvas, ...Canvas[]],
  color: Rgba,
): Pick<Lowered, 'canvases' | 'operations'> => {
  const lastOther = operations.findLastIndex((operation) => !keepsMargins(operation));
  const settled = operations.map((operation, index) =>
    index >= lastOther && canvases[index]?.alpha === false ? fill(operation, color) : operation,
  );
  return { operations: settled, canvases: followCanvas(canvases[0], settled) };
};
