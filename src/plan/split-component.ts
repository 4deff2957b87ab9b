/** Parts a component that opens or applies a layer: what is done to the layer, and what says how it is laid. */
import { groupComponent } from '../params/component.ts';
import { definitionOf } from '../params/definition-of.ts';
import { g, x, y } from '../params/qualifiers.ts';
import type { Component, Param } from '../values/ast.ts';

export interface SplitComponent {
  readonly own: Component;
  readonly said: readonly Param[];
}

const placeIds: ReadonlySet<string> = new Set([g.id, x.id, y.id]);

const isPlace = ({ id }: Param): boolean => placeIds.has(id);

export const isLayerPart = (param: Param): boolean => definitionOf(param).layer !== undefined;

/** Gravity and offsets of a component that applies its layer place it. */
export const splitApplying = ({ params, span }: Component): SplitComponent => ({
  own: { params: params.filter((param) => !isPlace(param) && !isLayerPart(param)), span },
  said: params.filter((param) => isPlace(param) || isLayerPart(param)),
});

/** Where the layer is applied later, a crop beside its name may have gravity and offsets for itself. */
export const splitOpening = (component: Component): SplitComponent => {
  const { params, span } = component;
  const own = { params: params.filter((param) => !isLayerPart(param)), span };
  const cuts = groupComponent(own).actions.some(({ definition }) =>
    definition.uses.some((id) => placeIds.has(id)),
  );
  return cuts ? { own, said: params.filter(isLayerPart) } : splitApplying(component);
};
