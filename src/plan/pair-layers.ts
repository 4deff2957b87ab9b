/** Which components belong to which layer, and which layers are applied where they are named (LANGUAGE section 9). */
import { definitionOf } from '../params/definition-of.ts';
import type { Component, Transformation } from '../values/ast.ts';

const hasPart = ({ params }: Component, kind: 'apply' | 'source'): boolean =>
  params.some((param) => definitionOf(param).layer?.kind === kind);

export const opensLayer = (component: Component): boolean =>
  hasPart(component, 'source') || (component.deferred?.some(({ text }) => /^[lu]_/u.test(text)) ?? false);

export const appliesLayer = (component: Component): boolean => hasPart(component, 'apply');

export interface LayerPairs {
  /** For each component the index of the one that opened the layer to which it belongs; undefined for the picture. */
  readonly layerOf: readonly (number | undefined)[];
  /** Those whose layer waits for a later `fl_layer_apply`: each such flag closes the nearest that is still open. */
  readonly waiting: ReadonlySet<number>;
}

export const pairLayers = (transformation: Transformation): LayerPairs => {
  const waiting = new Set<number>();
  const open: number[] = [];
  for (const [index, component] of transformation.entries()) {
    if (opensLayer(component)) {
      if (!appliesLayer(component)) open.push(index);
      continue;
    }
    const nearest = appliesLayer(component) ? open.pop() : undefined;
    if (nearest !== undefined) waiting.add(nearest);
  }
  const within: number[] = [];
  const layerOf = transformation.map((component, index) => {
    if (waiting.has(index)) within.push(index);
    else if (opensLayer(component)) return index;
    const layer = within.at(-1);
    if (appliesLayer(component)) within.pop();
    return layer;
  });
  return { layerOf, waiting };
};
