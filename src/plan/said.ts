/** What was said beside a layer, which is for the last of a kind to say. */
import type { Param } from '../values/ast.ts';

interface Named {
  readonly id: string;
}

export const findSaid = (params: readonly Param[], { id }: Named): Param | undefined =>
  params.findLast((param) => param.id === id);

export const isSaid = (params: readonly Param[], { id }: Named): boolean =>
  params.some((param) => param.id === id);
