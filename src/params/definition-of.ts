/** The definition of a parsed parameter. Parsing only ever makes ids from the list, so that there always is one. */
import type { Param } from '../values/ast.ts';
import type { Definition } from './define.ts';
import { findDefinition } from './index.ts';

export const definitionOf = ({ id }: Pick<Param, 'id'>): Definition => {
  const definition = findDefinition(id);
  if (definition === undefined) throw new Error(`No definition is called ${id}`);
  return definition;
};
