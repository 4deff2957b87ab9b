/** Planning, remembered for the moment: whoever chooses the lane plans, and whoever renders would plan the same again. */
import type { Facts } from '../ops/facts.ts';
import { planChain, type Wanted } from '../plan/plan-chain.ts';
import type { Transformation } from '../values/ast.ts';

interface Remembered {
  readonly facts: Facts;
  readonly wanted: Wanted;
  readonly result: ReturnType<typeof planChain>;
}

const last = new WeakMap<Transformation, Remembered>();

/** The very same objects give the very same plan. */
export const planOnce: typeof planChain = (transformation, facts, wanted) => {
  const known = last.get(transformation);
  if (known?.facts === facts && known.wanted === wanted) return known.result;
  const result = planChain(transformation, facts, wanted);
  last.set(transformation, { facts, wanted, result });
  return result;
};
