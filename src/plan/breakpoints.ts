/**
 * `w_auto:breakpoints`: the widths between which the weight of a picture differs by so much that another file is worth
 * it. The original is weighed at a few widths by writing it; between them its weight is read off the line.
 *
 * Differs from Cloudinary: it is the original as it is that is weighed, whatever the chain makes of it, so that every
 * chain has the same widths and finds them once.
 */
import type { Facts, MeasuredWeights } from '../ops/facts.ts';
import { w } from '../params/qualifiers.ts';
import type { Transformation } from '../values/ast.ts';
import { type Breakpoints, isResponsive, type Responsive } from '../values/responsive.ts';
import { uprightSize } from './info.ts';
import type { WeightMeasure } from './plan.ts';

/** The line between them is nearly straight. */
const samples = 8;

type Weights = MeasuredWeights['weights'];

/** Geometric: weight grows faster than width. */
const widthsToWeigh = ({ minPx, maxPx }: Breakpoints, facts: Facts): readonly number[] => {
  const most = Math.min(maxPx, uprightSize(facts).width);
  const least = Math.min(minPx, most);
  const widths = Array.from({ length: samples }, (_, index) =>
    Math.round(least * (most / least) ** (index / (samples - 1))),
  );
  return [...new Set(widths)];
};

/** Where the line through the weights reaches this many bytes. */
const widthAt = (weights: Weights, bytes: number): number => {
  const next = weights.findIndex(([, heavier]) => heavier >= bytes);
  const [width, weight] = weights[next] ?? weights.at(-1) ?? [1, 0];
  const [before, lighter] = weights[next - 1] ?? [width, weight];
  return weight === lighter ? width : before + ((width - before) * (bytes - lighter)) / (weight - lighter);
};

/** The smallest first. */
export const chooseBreakpoints = (measured: Weights, { stepKb, count }: Breakpoints): readonly number[] => {
  let heaviest = 0;
  // A smaller picture may be heavier by chance.
  const weights = measured.map(([width, bytes]) => [width, (heaviest = Math.max(heaviest, bytes))] as const);
  const [[narrowest, lightest] = [1, 0]] = weights;
  const widest = weights.at(-1)?.[0] ?? narrowest;
  const steps = Math.max(1, Math.min(count - 1, Math.floor((heaviest - lightest) / (stepKb * 1024))));
  const between = Array.from({ length: steps - 1 }, (_, index) =>
    Math.round(widthAt(weights, lightest + ((heaviest - lightest) * (index + 1)) / steps)),
  );
  return [...new Set([narrowest, ...between, widest])].toSorted((a, b) => a - b);
};

const findResponsive = (transformation: Transformation): Responsive | undefined => {
  for (const { id, args } of transformation.flatMap(({ params }) => params)) {
    const { value } = args;
    if (id === w.id && value !== undefined && isResponsive(value)) return value;
  }
  return undefined;
};

export type Settled =
  | { readonly kind: 'breakpoints'; readonly widths: readonly number[] }
  | { readonly kind: 'measure'; readonly measure: WeightMeasure }
  | { readonly kind: 'settled'; readonly transformation: Transformation; readonly facts: Facts };

/** Before everything else, so that the answer is the first. `multiplied`: by what the chain multiplies widths later. */
export const settleBreakpoints = (
  transformation: Transformation,
  facts: Facts,
  multiplied: number,
): Settled => {
  const asked = findResponsive(transformation);
  const { breakpoints } = asked ?? {};
  if (asked === undefined || breakpoints === undefined) return { kind: 'settled', transformation, facts };
  const measured = facts.measured?.find(({ kind }) => kind === 'weights');
  if (measured?.kind !== 'weights') {
    return { kind: 'measure', measure: { kind: 'weights', widths: widthsToWeigh(breakpoints, facts) } };
  }
  const widths = chooseBreakpoints(measured.weights, breakpoints);
  if (asked.json === true) return { kind: 'breakpoints', widths };
  const chosen = widths.find((width) => width >= (asked.fallback ?? 0)) ?? widths.at(-1) ?? 1;
  const value = { unit: 'px', value: Math.max(1, Math.round(chosen / multiplied)) } as const;
  return {
    kind: 'settled',
    transformation: transformation.map((component) => ({
      ...component,
      params: component.params.map((param) =>
        param.id === w.id && param.args['value'] !== undefined && isResponsive(param.args['value'])
          ? { ...param, args: { value } }
          : param,
      ),
    })),
    facts: { ...facts, measured: facts.measured?.filter((answer) => answer !== measured) ?? [] },
  };
};
