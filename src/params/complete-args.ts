/** Parsed arguments -> the values that planning works with: defaults filled in, pixel distances scaled by `dpr_`. */
import type { Arguments, Value } from '../values/ast.ts';
import { scaleValue } from '../values/scale-value.ts';
import type { ArgSpec } from '../values/spec.ts';
import type { ArgsOf } from './define.ts';

/** The value of one argument; undefined when it was left out and has no default. */
export const completeArg = (spec: ArgSpec, given: Value | undefined, dpr: number): Value | undefined => {
  const value = given ?? spec.default;
  return value === undefined || dpr === 1 ? value : scaleValue(spec.value, value, dpr);
};

export const completeArgs = <Specs extends Readonly<Record<string, ArgSpec>>>(
  specs: Specs,
  args: Arguments,
  dpr = 1,
): ArgsOf<Specs> => {
  const complete: Record<string, Value | undefined> = {};
  for (const [name, spec] of Object.entries(specs)) complete[name] = completeArg(spec, args[name], dpr);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- parsing has checked every value against these specs
  return complete as ArgsOf<Specs>;
};
