/** What can be written as SVG: a picture that `e_vectorize` has drawn, and that was at most scaled since. Pure. */
import type { Operation } from '../ops/operation.ts';
import type { Vectorize } from '../ops/redrawing.ts';

export interface Drawing {
  readonly before: readonly Operation[];
  readonly act: Vectorize;
}

export const findDrawing = (operations: readonly Operation[]): Drawing | undefined => {
  const at = operations.findLastIndex(({ op }) => op !== 'resize');
  const act = operations[at];
  return act?.op === 'vectorize' ? { before: operations.slice(0, at), act } : undefined;
};
