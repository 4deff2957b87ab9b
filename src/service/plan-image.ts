/** Plans a chain for an opened image, measuring what cannot be known without looking at pixels. */
import { fail } from '../errors.ts';
import type { Facts } from '../ops/facts.ts';
import { planChain, type Wanted } from '../plan/plan-chain.ts';
import type { Planned } from '../plan/plan.ts';
import type { OpenImage } from '../ports.ts';
import { unwrap } from '../result.ts';
import type { Transformation } from '../values/ast.ts';

export interface PlannedImage {
  /** With everything that was measured. */
  readonly facts: Facts;
  readonly planned: Exclude<Planned, { readonly kind: 'measure' }>;
}

/** The page, what is background, and what draws the eye: each at most once for a component. And what the original is like. */
const measuresEach = 3;
const looks = 2;

export const planImage = async (
  image: OpenImage,
  transformation: Transformation,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<PlannedImage> => {
  let { facts } = image;
  for (let measured = 0; measured <= measuresEach * transformation.length + looks; measured += 1) {
    const planned = unwrap(planChain(transformation, facts, wanted));
    if (planned.kind !== 'measure') return { facts, planned };
    const answer = await image.measure(planned.measure, signal);
    facts = { ...facts, measured: [...(facts.measured ?? []), answer] };
  }
  throw fail('internal.bug', 'Planning asked for more measurements than there are components');
};
