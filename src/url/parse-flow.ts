/** `$name_value` and `if_...`: parameters that steer the chain instead of changing pixels. */
import type { Span } from '../errors.ts';
import { baseline } from '../params/flow/baseline.ts';
import { condition } from '../params/flow/if.ts';
import { named } from '../params/flow/named.ts';
import { variable } from '../params/flow/variable.ts';
import { type Result, succeed } from '../result.ts';
import type { Param } from '../values/ast.ts';
import { parseCondition, parseExpression } from '../values/expression.ts';
import { invalidValue } from './refusals.ts';

const assignment = /^\$([A-Za-z][A-Za-z0-9]*)_(.+)$/u;

const parseVariable = (text: string, span: Span): Result<Param> => {
  const [, name, given] = assignment.exec(text) ?? [];
  if (name === undefined || given === undefined) {
    return invalidValue('variable', text, '$name_value, the name of letters and digits', span);
  }
  const value = parseExpression(given);
  return value === undefined
    ? invalidValue(`variable $${name}`, given, 'a number, a !text!, a variable or arithmetic', span)
    : succeed({ id: variable.id, args: { name, value }, span });
};

const parseIf = (text: string, span: Span): Result<Param> => {
  if (text === 'else' || text === 'end') return succeed({ id: condition.id, args: { value: text }, span });
  const value = parseCondition(text);
  return value === undefined
    ? invalidValue('condition', text, 'else, end, or comparisons such as w_gt_300_and_ar_lt_16:9', span)
    : succeed({ id: condition.id, args: { value }, span });
};

/** `t_a.b` is the older way to write `t_a/t_b`. */
const parseNamed = (text: string, span: Span): Result<Param> => {
  const names = text.split('.');
  return names.every((name) => name !== '')
    ? succeed({ id: named.id, args: { names }, span })
    : invalidValue(named.title, text, 'names joined with dots', span);
};

const parseBaseline = (name: string, span: Span): Result<Param> =>
  name === ''
    ? invalidValue(baseline.title, name, 'the name of a transformation', span)
    : succeed({ id: baseline.id, args: { names: [name] }, span });

/** Undefined when the text is another kind of parameter. */
export const parseFlow = (text: string, span: Span): Result<Param> | undefined => {
  if (text.startsWith('$')) return parseVariable(text, span);
  if (text.startsWith('if_')) return parseIf(text.slice(3), span);
  if (text.startsWith('bl_')) return parseBaseline(text.slice(3), span);
  return text.startsWith('t_') ? parseNamed(text.slice(2), span) : undefined;
};
