/**
 * Where the branches of a chain begin and end, as it is written: known before anything of it has run. Which of them
 * is taken is for branches.ts to say.
 */
import { condition } from '../params/flow/if.ts';
import type { Component, Transformation } from '../values/ast.ts';

/**
 * What a component is to the branches around it. `opens`, `turns`, `closes`: a block, to its `if_else`, to its end.
 * `inline`: a condition for this component alone; `answers`: the `if_else` to one, for this component alone;
 * `continues`: the `if_else` to one, as a block.
 */
export type BlockRole = 'answers' | 'closes' | 'continues' | 'inline' | 'opens' | 'turns' | undefined;

export const conditionOf = ({ params }: Component): Component['params'][number] | undefined =>
  params.findLast(({ id }) => id === condition.id);

/** A condition and what it is for in one component. */
export const isInline = ({ params, deferred }: Component): boolean =>
  params.length > 1 || deferred !== undefined;

export const traceBlocks = (transformation: Transformation): readonly BlockRole[] => {
  let wasInline = false;
  return transformation.map((component): BlockRole => {
    const value = conditionOf(component)?.args['value'];
    const own = isInline(component);
    const followsInline = wasInline;
    wasInline = value !== undefined && value !== 'end' && value !== 'else' && own;
    if (value === undefined) return undefined;
    if (value === 'end') return 'closes';
    if (value !== 'else') return own ? 'inline' : 'opens';
    if (!followsInline) return 'turns';
    return own ? 'answers' : 'continues';
  });
};
