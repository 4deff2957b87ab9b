/** Which components run: keeps track of `if_`, `if_else` and `if_end` along the chain. */
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, Param } from '../values/ast.ts';
import { conditionOf, isInline } from './blocks.ts';
import { evaluateCondition, type Scope } from './evaluate.ts';

/** One open block. `taken`: one of its branches has run, or it stands where nothing runs. */
interface Block {
  active: boolean;
  taken: boolean;
}

export interface Branches {
  /** Whether this component runs. Conditions are evaluated first, wherever in the component they stand. */
  readonly enter: (component: Component, scope: Scope) => Result<boolean>;
}

const unopened = ({ span }: Param): Result<never> =>
  refuse({ code: 'url.conflict', message: 'There is no if_ before this if_else or if_end', span });

export const createBranches = (): Branches => {
  const blocks: Block[] = [];
  /** The condition that stood beside parameters of its own in the component before: `if_else` may answer it. */
  let inline: Block | undefined;

  const isActive = (): boolean => blocks.every(({ active }) => active);

  const open = (param: Param, hasOwn: boolean, scope: Scope): Result<boolean> => {
    const { value } = param.args;
    if (typeof value !== 'object' || !('condition' in value)) return unopened(param);
    const outer = isActive();
    // Where nothing runs, nothing is evaluated: a variable of a branch not taken may be unset.
    const held = outer ? evaluateCondition(value.condition, scope) : succeed(false);
    if (!held.ok) return refuse({ ...held.error, span: param.span });
    const block: Block = { active: held.value, taken: held.value || !outer };
    if (hasOwn) inline = block;
    else {
      inline = undefined;
      blocks.push(block);
    }
    return succeed(hasOwn && held.value);
  };

  const turn = (block: Block): boolean => {
    block.active = !block.taken;
    block.taken = true;
    return block.active;
  };

  const otherwise = (param: Param, hasOwn: boolean): Result<boolean> => {
    const block = inline ?? blocks.at(-1);
    if (block === undefined) return unopened(param);
    const runs = turn(block) && isActive();
    if (block === inline && !hasOwn) blocks.push(block);
    inline = undefined;
    return succeed(runs && hasOwn);
  };

  const close = (param: Param): Result<boolean> => {
    if (blocks.pop() === undefined && inline === undefined) return unopened(param);
    inline = undefined;
    return succeed(isActive());
  };

  return {
    enter: (component, scope) => {
      const param = conditionOf(component);
      if (param === undefined) {
        inline = undefined;
        return succeed(isActive());
      }
      const hasOwn = isInline(component);
      if (param.args['value'] === 'end') return close(param);
      return param.args['value'] === 'else' ? otherwise(param, hasOwn) : open(param, hasOwn, scope);
    },
  };
};
