/** What planning one chain has in common, and what the engine has answered so far. */
import type { Facts, FoundFaces, Measured } from '../ops/facts.ts';
import type { Box } from '../ops/operation.ts';
import type { LookedCharacteristic } from '../values/ast.ts';
import type { Saliency } from '../ops/saliency.ts';
import type { Measure } from './plan.ts';

/** What is the same for the whole chain, and how far it has got. */
export interface Run {
  readonly dpr: number;
  readonly maxSide: number;
  readonly facts: Facts;
  readonly measured: readonly Measured[];
  /** How many answers of the engine have been used. */
  measures: number;
  /** What draws the eye in the originals, as far as it was asked for. */
  readonly saliencies: Map<number, Saliency | 'unknown'>;
  /** What the original says of itself once it was looked at. */
  readonly looks: Map<LookedCharacteristic, number>;
  /** What has to be looked at before planning can go on. */
  pending?: Measure;
  /** Parts of the original that an automatic gravity has chosen, in its pixels. */
  readonly attended: Box[];
  /** Likewise the faces in them. */
  readonly faces: Map<number, FoundFaces>;
  /** What the layers cost, in milliseconds. */
  layerMs: number;
}

/** The next answer of the engine, if there is one: both sides count them in the order of planning. */
export const takeMeasured = <Kind extends Measured['kind']>(
  run: Run,
  kind: Kind,
): Extract<Measured, { readonly kind: Kind }> | undefined => {
  const found = run.measured[run.measures];
  if (found === undefined) return undefined;
  if (!isKind(found, kind)) throw new TypeError(`Planning asked for ${kind} and was given ${found.kind}`);
  run.measures += 1;
  return found;
};

const isKind = <Kind extends Measured['kind']>(
  measured: Measured,
  kind: Kind,
): measured is Extract<Measured, { readonly kind: Kind }> => measured.kind === kind;
