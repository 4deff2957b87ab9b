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
  value.kind === 'int' && /^-?\d+$/u.test(text);

/** Arguments in order; one that may be left out is passed over when the text does not fit it (`e_trim:white`). */
const matchOrdered = (
  { title }: Definition,
  specs: Specs,
  texts: readonly string[],
  span: Span,
): Result<ReadonlyMap<string, Value>> => {
  const values = new Map<string, Value>();
  let next = 0;
  for (const text of texts) {
    const from = next;
    let value: Value | undefined;
    while (value === undefined) {
      const [name, spec] = specs[next] ?? [];
      if (name === undefined || spec === undefined) {
        const open = specs.slice(from);
        return invalidValue(title, text, open.length === 0 ? 'no further value' : describeAll(open), span);
      }
      next += 1;
      value = parseValue(spec.value, text);
      if (value !== undefined) values.set(name, value);
      else if (!isOmissible(spec) || isOutOfRange(spec, text)) {
        return invalidValue(title, text, describeValue(spec.value), span);
      }
    }
  }
  return succeed(values);
};

const matchNamed = (
  { title }: Definition,
  specs: Specs,
  texts: ReadonlyMap<string, string>,
  span: Span,
): Result<ReadonlyMap<string, Value>> => {
  const values = new Map<string, Value>();
  for (const [name, spec] of specs) {
    const text = texts.get(name);
    if (text === undefined) continue;
    const value = parseValue(spec.value, text);
    if (value === undefined) return invalidValue(title, `${name}_${text}`, describeValue(spec.value), span);
    values.set(name, value);
  }
  return succeed(values);
};

/** Values by argument name; what equals its default is left out, so that both spellings mean the same. */
export const parseArgs = (
  definition: Definition,
  text: string | undefined,
  span: Span,
): Result<Arguments> => {
  const specs = definition.argList;
  const written = splitArgs(definition, text);
  if (written === undefined) {
    return invalidValue(
      definition.title,
      text ?? '',
      `name_value pairs of ${specs.map(([name]) => name).join(', ')}`,
      span,
    );
  }
  const matched =
    'named' in written
      ? matchNamed(definition, specs, written.named, span)
      : matchOrdered(definition, specs, written.ordered, span);
  if (!matched.ok) return matched;
  const args: Record<string, Value> = {};
  for (const [name, spec] of specs) {
    const value = matched.value.get(name);
    if (value === undefined && !isOmissible(spec)) {
      return invalidValue(definition.title, text ?? '', describeValue(spec.value), span);
    }
    if (value !== undefined && !isDefault(value, spec.default)) args[name] = value;
  }
  return succeed(args);
};
