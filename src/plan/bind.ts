/** Puts numbers in the place of expressions and texts in the place of variables, for one component at a time. */
import { definitionOf } from '../params/definition-of.ts';
import { variable } from '../params/flow/variable.ts';
import { refuse, type Result, succeed } from '../result.ts';
import { parseParams } from '../url/parse-param.ts';
import { invalidValue } from '../url/refusals.ts';
import type { Component, DeferredParam, Expression, Param, Value } from '../values/ast.ts';
import { describeValue } from '../values/describe-value.ts';
import { isExpression, parseValue } from '../values/parse-value.ts';
import type { ValueSpec } from '../values/spec.ts';
import { describeScalar, evaluate, type Scalar, type Scope } from './evaluate.ts';
import { fillMentions, listMentions } from './mentions.ts';

const takesFractions = ({ kind }: ValueSpec): boolean => kind === 'amount' || kind === 'length';

/** The scalar as somebody would have written it for this kind of value: whole numbers where only those may stand. */
const spell = (spec: ValueSpec, scalar: Scalar): string => {
  if (scalar.kind !== 'number') return describeScalar(scalar);
  const { value, fraction } = scalar;
  if (spec.kind === 'int') return `${Math.round(value)}${spec.suffix ?? ''}`;
  if (takesFractions(spec) && !fraction) return String(Math.round(value));
  const text = `${spec.kind === 'number' ? (spec.prefix ?? '') : ''}${Number(value.toFixed(6))}`;
  return takesFractions(spec) && !text.includes('.') ? `${text}.0` : text;
};

const specsWithin = (spec: ValueSpec): readonly ValueSpec[] =>
  spec.kind === 'either' ? spec.of.flatMap(specsWithin) : [spec];

const fill = (spec: ValueSpec, { expression }: Expression, scope: Scope, title: string): Result<Value> => {
  const scalar = evaluate(expression, scope);
  if (!scalar.ok) return scalar;
  for (const option of specsWithin(spec)) {
    const value = parseValue(option, spell(option, scalar.value));
    if (value !== undefined) return succeed(value);
  }
  return refuse({
    code: 'url.invalid-value',
    message: `Invalid ${title} in transformation: ${describeScalar(scalar.value)} (expected ${describeValue(spec)})`,
  });
};

const bindValue = (spec: ValueSpec, value: Value, scope: Scope, title: string): Result<Value> => {
  if (isExpression(value)) return fill(spec, value, scope, title);
  if (!Array.isArray(value)) return succeed(value);
  const list = specsWithin(spec).find(
    (option) => option.kind === 'list' && value.length >= option.min && value.length <= option.max,
  );
  if (list?.kind !== 'list') return succeed(value);
  const items: Value[] = [];
  for (const item of value as readonly Value[]) {
    const bound = bindValue(list.of, item, scope, title);
    if (!bound.ok) return bound;
    items.push(bound.value);
  }
  return succeed(items);
};

const hasExpression = (value: Value): boolean =>
  isExpression(value) || (Array.isArray(value) && (value as readonly Value[]).some(hasExpression));

const bindParam = (param: Param, scope: Scope): Result<Param> => {
  if (!Object.values(param.args).some(hasExpression)) return succeed(param);
  const { argList, title } = definitionOf(param);
  const args: Record<string, Value> = { ...param.args };
  for (const [name, { value: spec }] of argList) {
    const given = param.args[name];
    const bound = given === undefined ? undefined : bindValue(spec, given, scope, title);
    if (bound === undefined) continue;
    if (!bound.ok) return refuse({ ...bound.error, span: param.span });
    args[name] = bound.value;
  }
  return succeed({ ...param, args });
};

/** The text with every variable replaced by its value, read anew. */
const readDeferred = ({ text, span }: DeferredParam, { variables }: Scope): Result<readonly Param[]> => {
  const captured = readCaptured(text, variables);
  if (captured !== undefined) return succeed([{ ...captured, span }]);
  const missing = listMentions(text).find((name) => !variables.has(name));
  if (missing !== undefined) {
    return refuse({
      code: 'url.invalid-value',
      message: `Undefined variable in transformation: $${missing}`,
      span,
    });
  }
  const filled = fillMentions(text, (name) => {
    const value = variables.get(name);
    return value === undefined ? '' : describeScalar(value);
  });
  const isOneParam = listMentions(filled).length === 0 && !filled.includes(',') && !filled.includes('/');
  return isOneParam
    ? parseParams(filled, span)
    : invalidValue('variable', filled, 'a value without comma or slash', span);
};

/** `u_$name` of a variable that holds a picture. */
const readCaptured = (text: string, variables: Scope['variables']): Omit<Param, 'span'> | undefined => {
  const [, id, name] = /^([lu])_\$([A-Za-z][A-Za-z0-9]*)$/u.exec(text) ?? [];
  return id !== undefined && name !== undefined && variables.get(name)?.kind === 'picture'
    ? { id, args: { source: { layer: 'captured', variable: name } } }
    : undefined;
};

/** Sets the component's variables, in the order in which they were written. */
export const assign = ({ params }: Component, scope: Scope): Result<Scope> => {
  const variables = new Map(scope.variables);
  const inner: Scope = { ...scope, variables };
  for (const param of params) {
    const { name, value } = param.args;
    if (param.id !== variable.id || typeof name !== 'string' || value === undefined || !isExpression(value)) {
      continue;
    }
    const scalar = evaluate(value.expression, inner);
    if (!scalar.ok) return refuse({ ...scalar.error, span: param.span });
    variables.set(name, scalar.value);
  }
  return succeed(inner);
};

export const bindComponent = (component: Component, scope: Scope): Result<Component> => {
  const params: Param[] = [];
  for (const param of component.params) {
    const bound = definitionOf(param).shape === 'flow' ? undefined : bindParam(param, scope);
    if (bound === undefined) continue;
    if (!bound.ok) return bound;
    params.push(bound.value);
  }
  for (const deferred of component.deferred ?? []) {
    const read = readDeferred(deferred, scope);
    if (!read.ok) return read;
    params.push(...read.value);
  }
  return succeed({ params, span: component.span });
};
