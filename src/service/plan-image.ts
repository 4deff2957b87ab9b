/** Plans a chain for an opened image, measuring what cannot be known without looking at pixels. */
import { fail } from '../errors.ts';
import type { Facts, FoundFaces } from '../ops/facts.ts';
import { planChain, type Wanted } from '../plan/plan-chain.ts';
import type { FaceMeasure, Planned } from '../plan/plan.ts';
import type { OpenImage } from '../ports.ts';
import { unwrap } from '../result.ts';
import type { Transformation } from '../values/ast.ts';
import type { PlanChain } from './plan-once.ts';

export interface PlannedImage {
  /** With everything that was measured. */
  readonly facts: Facts;
  readonly planned: Exclude<Planned, { readonly kind: 'measure' }>;
}

/** Finds the faces in one of the originals that are open. */
export type Look = (measure: FaceMeasure) => Promise<FoundFaces>;

/** For those who have nobody to look: pictures without people. */
const lookAway: Look = async () => Promise.resolve({ kind: 'faces', faces: [], landmarks: [] });

/**
 * The page, what is background, what draws the eye, faces and their landmarks: each at most once for a component. And
 * what the original is like, and what it weighs.
 */
const measuresEach = 5;
const looks = 5;

export interface Planning {
  readonly look?: Look | undefined;
  readonly plan?: PlanChain;
}

export const planImage = async (
  image: Pick<OpenImage, 'facts' | 'measure'>,
  transformation: Transformation,
  wanted: Wanted,
  signal: AbortSignal,
  { look = lookAway, plan = planChain }: Planning = {},
): Promise<PlannedImage> => {
  let { facts } = image;
  for (let measured = 0; measured <= measuresEach * transformation.length + looks; measured += 1) {
    const planned = unwrap(plan(transformation, facts, wanted));
    if (planned.kind !== 'measure') return { facts, planned };
    const { measure } = planned;
    const answer = measure.kind === 'faces' ? await look(measure) : await image.measure(measure, signal);
    facts = { ...facts, measured: [...(facts.measured ?? []), answer] };
  }
  throw fail('internal.bug', 'Planning asked for more measurements than there are components');
};
