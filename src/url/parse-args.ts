/** The text behind a parameter's name -> its arguments, checked against the definition. */
import type { Span } from '../errors.ts';
import type { Definition } from '../params/define.ts';
import { type Result, succeed } from '../result.ts';
import type { Arguments, Value } from '../values/ast.ts';
import { describeValue } from '../values/describe-value.ts';
import { parseValue } from '../values/parse-value.ts';
import type { ArgSpec } from '../values/spec.ts';
import { invalidValue } from './refusals.ts';
import { splitArgs } from './split-args.ts';

type Specs = Definition['argList'];

const isOmissible = ({ default: fallback, optional }: ArgSpec): boolean =>
  fallback !== undefined || optional === true;

const isDefault = (value: Value, fallback: Value | undefined): boolean =>
  fallback !== undefined &&
  (value === fallback || (typeof value === 'object' && JSON.stringify(value) === JSON.stringify(fallback)));

const describeAll = (specs: Specs): string =>
  specs.map(([, { value }]) => describeValue(value)).join('; or ');

/** A whole number where one is due is that number, never a colour of digits: `e_trim:101` is no tolerance. */
const isOutOfRange = ({ value }: ArgSpec, text: string): boolean =>
  value.kind === 'number' || value.kind === 'amount'
    ? /^-?\d*\.?\d+$/u.test(text)
    : value.kind === 'int' &&
      text.endsWith(value.suffix ?? '') &&
      /^-?\d+$/u.test(text.slice(0, text.length - (value.suffix?.length ?? 0)));

type Args = Record<string, Value>;

/** What equals its default is left out, so that both spellings mean the same. */
const keep = (args: Args, name: string, { default: fallback, implied }: ArgSpec, value: Value): void => {
  if (!isDefault(value, fallback ?? implied)) args[name] = value;
};

/** Arguments in order; one that may be left out is passed over when the text does not fit it (`e_trim:white`). */
const matchOrdered = (
  { title, argList }: Definition,
  texts: readonly string[],
  span: Span,
): Result<Arguments> => {
  const args: Args = {};
  let next = 0;
  for (const text of texts) {
    const from = next;
    let value: Value | undefined;
    while (value === undefined) {
      const [name, spec] = argList[next] ?? [];
      if (name === undefined || spec === undefined) {
        const open = argList.slice(from);
        return invalidValue(title, text, open.length === 0 ? 'no further value' : describeAll(open), span);
      }
      next += 1;
      value = parseValue(spec.value, text);
      if (value !== undefined) keep(args, name, spec, value);
      else if (!isOmissible(spec) || isOutOfRange(spec, text)) {
        return invalidValue(title, text, describeValue(spec.value, text), span);
      }
    }
  }
  return succeed(args);
};

const matchNamed = (
  { title, argList }: Definition,
  texts: ReadonlyMap<string, string>,
  span: Span,
): Result<Arguments> => {
  const args: Args = {};
  for (const [name, spec] of argList) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const value = parseValue(spec.value, text);
    if (value === undefined) {
      return invalidValue(title, `${name}_${text}`, describeValue(spec.value), span);
    }
    keep(args, name, spec, value);
  }
  return succeed(args);
};

/** Values by argument name, those that equal their default left out. */
export const parseArgs = (
  definition: Definition,
  text: string | undefined,
  span: Span,
): Result<Arguments> => {
  const { title, argList } = definition;
  const written = splitArgs(definition, text);
  if (written === undefined) {
    const names = argList.map(([name]) => name).join(', ');
    return invalidValue(title, text ?? '', `name_value pairs of ${names}`, span);
  }
  const matched =
    'named' in written
      ? matchNamed(definition, written.named, span)
      : matchOrdered(definition, written.ordered, span);
  if (!matched.ok) return matched;
  for (const [name, spec] of argList) {
    if (matched.value[name] === undefined && !isOmissible(spec)) {
      return invalidValue(title, text ?? '', describeValue(spec.value), span);
    }
  }
  return matched;
};
