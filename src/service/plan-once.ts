/** Planning for one job: whoever chooses the lane plans, and whoever renders would plan the same again. */
import type { Facts } from '../ops/facts.ts';
import { planChain, type Wanted } from '../plan/plan-chain.ts';
import type { Transformation } from '../values/ast.ts';

export type PlanChain = typeof planChain;

interface Remembered {
  readonly transformation: Transformation;
  readonly facts: Facts;
  readonly wanted: Wanted;
  readonly result: ReturnType<PlanChain>;
}

/** The very same objects give the very same plan; the last one is remembered, for as long as the job lasts. */
export const createPlanOnce = (): PlanChain => {
  let last: Remembered | undefined;
  return (transformation, facts, wanted) => {
    const isSame = last?.transformation === transformation && last.facts === facts && last.wanted === wanted;
    if (last === undefined || !isSame) {
      last = { transformation, facts, wanted, result: planChain(transformation, facts, wanted) };
    }
    return last.result;
  };
};
