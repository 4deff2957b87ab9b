/** Whether a component runs, and with which numbers. */
import { refuse, type Result, succeed } from '../result.ts';
import type { Component } from '../values/ast.ts';
import { assign, bindComponent } from './bind.ts';
import type { Branches } from './branches.ts';
import type { Scope } from './evaluate.ts';
import { findUnsupported } from './unsupported.ts';

export interface Prepared {
  /** Undefined when a condition keeps it from running. */
  readonly component?: Component;
  readonly variables: Scope['variables'];
}

export const prepareComponent = (
  component: Component,
  branches: Branches,
  scope: Scope,
): Result<Prepared> => {
  const runs = branches.enter(component, scope);
  if (!runs.ok) return runs;
  if (!runs.value) return succeed({ variables: scope.variables });
  const assigned = assign(component, scope);
  if (!assigned.ok) return assigned;
  const bound = bindComponent(component, assigned.value);
  if (!bound.ok) return bound;
  const [unsupported] = findUnsupported([bound.value]);
  return unsupported === undefined
    ? succeed({ component: bound.value, variables: assigned.value.variables })
    : refuse(unsupported);
};
