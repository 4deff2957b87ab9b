/** Which components belong to which layer, and which layers are applied where they are named (LANGUAGE section 9). */
import { definitionOf } from '../params/definition-of.ts';
import type { Component, Transformation } from '../values/ast.ts';
import { traceBlocks } from './blocks.ts';

const hasPart = ({ params }: Component, kind: 'apply' | 'source'): boolean =>
  params.some((param) => definitionOf(param).layer?.kind === kind);

export const opensLayer = (component: Component): boolean =>
  hasPart(component, 'source') || (component.deferred?.some(({ text }) => /^[lu]_/u.test(text)) ?? false);

export const appliesLayer = (component: Component): boolean => hasPart(component, 'apply');

/** The components that may have opened a layer: several where branches open one each, and what follows is for any. */
export type Openers = ReadonlySet<number>;

export interface LayerPairs {
  /** For each component the layers to which it may belong; undefined for the picture. */
  readonly layerOf: readonly (Openers | undefined)[];
  /**
   * For those whose layer waits for a later `fl_layer_apply`, where that stands: each such flag closes the nearest that
   * is still open. Several where branches have one each.
   */
  readonly closers: ReadonlyMap<number, readonly number[]>;
}

/** What is open at one point of the chain, the nearest last. */
type Open = readonly Openers[];

/** After branches that have met again: whatever any of them has left open. */
const merge = (branches: readonly Open[]): Open =>
  Array.from({ length: Math.max(...branches.map(({ length }) => length)) }, (_, depth) => {
    const openers = branches.map((branch) => branch[depth]).filter((each) => each !== undefined);
    return openers.length === 1 ? (openers[0] ?? new Set()) : new Set(openers.flatMap((each) => [...each]));
  });

/** Alternatives of which one runs. */
interface Fork {
  readonly before: Open;
  readonly ends: Open[];
  /** Without an `if_else` nothing at all is an alternative, too. */
  isComplete: boolean;
}

const join = ({ before, ends, isComplete }: Fork): Open => merge(isComplete ? ends : [...ends, before]);

/** Goes through the chain with what is open, each branch beginning with what was open before the first. */
const trace = (
  transformation: Transformation,
  step: (open: Open, component: Component, index: number) => Open,
): void => {
  const roles = traceBlocks(transformation);
  const blocks: Fork[] = [];
  let inline: Fork | undefined;
  let open: Open = [];
  for (const [index, component] of transformation.entries()) {
    const role = roles[index];
    if (inline !== undefined && role !== 'answers' && role !== 'continues') {
      open = join(inline);
      inline = undefined;
    }
    const block = role === 'turns' || role === 'closes' ? blocks.at(-1) : inline;
    if (block !== undefined && role !== undefined) {
      if (role === 'turns' || role === 'closes') block.ends.push(open);
      if (role === 'closes') {
        blocks.pop();
        open = join(block);
      } else {
        block.isComplete = true;
        open = block.before;
      }
    }
    if (role === 'opens') blocks.push({ before: open, ends: [], isComplete: false });
    if (role === 'inline') inline = { before: open, ends: [], isComplete: false };
    if (role === 'continues' && inline !== undefined) {
      blocks.push(inline);
      inline = undefined;
    }
    open = step(open, component, index);
    inline?.ends.push(open);
  }
};

export const pairLayers = (transformation: Transformation): LayerPairs => {
  const closers = new Map<number, readonly number[]>();
  trace(transformation, (open, component, index) => {
    if (opensLayer(component)) return appliesLayer(component) ? open : [...open, new Set([index])];
    if (!appliesLayer(component)) return open;
    for (const opener of open.at(-1) ?? []) closers.set(opener, [...(closers.get(opener) ?? []), index]);
    return open.slice(0, -1);
  });
  const layerOf: (Openers | undefined)[] = [];
  trace(transformation, (within, component, index) => {
    if (closers.has(index)) {
      const entered = [...within, new Set([index])];
      layerOf.push(entered.at(-1));
      return entered;
    }
    layerOf.push(opensLayer(component) ? new Set([index]) : within.at(-1));
    return appliesLayer(component) && !opensLayer(component) ? within.slice(0, -1) : within;
  });
  return { layerOf, closers };
};
