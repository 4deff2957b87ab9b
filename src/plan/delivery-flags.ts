/** What a chain says about the result as a whole, wherever in it that stands. */
import { attachment, immutableCache } from '../params/delivery/flags.ts';
import { completeArgs } from '../params/complete-args.ts';
import type { ArgsOf, DefinitionOf } from '../params/define.ts';
import type { Param, Transformation } from '../values/ast.ts';
import type { ArgSpec } from '../values/spec.ts';

export interface DeliveryFlags {
  /** Name to save under, without extension; empty for that of the original. */
  readonly attachment?: string;
  readonly immutable: boolean;
}

/** The last parameter of that id in the chain. */
export const findLast = (transformation: Transformation, id: string): Param | undefined =>
  transformation
    .findLast(({ params }) => params.some((param) => param.id === id))
    ?.params.findLast((param) => param.id === id);

/** The arguments of the last parameter of that definition; undefined when there is none. */
export const readLast = <Specs extends Readonly<Record<string, ArgSpec>>>(
  transformation: Transformation,
  { id, args }: DefinitionOf<Specs>,
): ArgsOf<Specs> | undefined => {
  const param = findLast(transformation, id);
  return param && completeArgs(args, param.args);
};

export const readDeliveryFlags = (transformation: Transformation): DeliveryFlags => {
  const saved = readLast(transformation, attachment);
  return {
    immutable: findLast(transformation, immutableCache.id) !== undefined,
    ...(saved && { attachment: saved.name ?? '' }),
  };
};
