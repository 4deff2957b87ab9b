/** Calculates expressions and conditions from what is known of the image and the variables at this point of the chain. */
import type { Canvas } from '../ops/facts.ts';
import type { Picture } from '../ops/operation.ts';
import type { Characteristic, Comparison, ConditionNode, ExpressionNode, Operator } from '../values/ast.ts';
import { refuse, type Result, succeed } from '../result.ts';

/** A number remembers whether it was written with a decimal point, for `$w_0.5/w_$w` is half the image. */
export interface NumberScalar {
  readonly kind: 'number';
  readonly value: number;
  readonly fraction: boolean;
}

export type Scalar =
  | NumberScalar
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'picture'; readonly captured: Captured }
  | { readonly kind: 'text'; readonly text: string };

/** A picture as it was when a variable took hold of it. */
export interface Captured {
  readonly picture: Picture;
  readonly canvas: Canvas;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Scalar>;
  readonly characteristic: (name: Characteristic) => number;
  readonly current: () => Captured;
}

const invalid = (message: string): Result<never> => refuse({ code: 'url.invalid-value', message });

const toNumber = (value: number): Result<Scalar> => succeed({ kind: 'number', value, fraction: false });

const calculate: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
  div: (left, right) => left / right,
  mod: (left, right) => left % right,
  pow: (left, right) => left ** right,
};

export const describeScalar = (scalar: Scalar): string => {
  switch (scalar.kind) {
    case 'number':
      return String(scalar.value);
    case 'text':
      return scalar.text;
    case 'list':
      return scalar.items.join(':');
    case 'picture':
      return 'current';
  }
};

const requireNumber = (scalar: Scalar): Result<number> =>
  scalar.kind === 'number'
    ? succeed(scalar.value)
    : invalid(
        `Not a number in transformation: ${describeScalar(scalar)} (use _to_i or _to_f to read a text as one)`,
      );

const convert = (scalar: Scalar, to: 'f' | 'i'): Result<Scalar> => {
  const text = describeScalar(scalar).trim();
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) {
    return invalid(`Not a number in transformation: ${describeScalar(scalar)}`);
  }
  return succeed({ kind: 'number', value: to === 'i' ? Math.trunc(value) : value, fraction: to === 'f' });
};

const evaluateBinary = (
  { operator, left, right }: ExpressionNode & { readonly kind: 'binary' },
  scope: Scope,
): Result<Scalar> => {
  const first = evaluateNumber(left, scope);
  if (!first.ok) return first;
  const second = evaluateNumber(right, scope);
  if (!second.ok) return second;
  const value = calculate[operator](first.value, second.value);
  return Number.isFinite(value)
    ? toNumber(value)
    : invalid(`No finite number in transformation: ${first.value} ${operator} ${second.value}`);
};

export const evaluate = (node: ExpressionNode, scope: Scope): Result<Scalar> => {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'list':
      return succeed(node);
    case 'characteristic':
      return toNumber(scope.characteristic(node.name));
    case 'current':
      return succeed({ kind: 'picture', captured: scope.current() });
    case 'variable': {
      const value = scope.variables.get(node.name);
      return value === undefined
        ? invalid(`Undefined variable in transformation: $${node.name}`)
        : succeed(value);
    }
    case 'convert': {
      const inner = evaluate(node.of, scope);
      return inner.ok ? convert(inner.value, node.to) : inner;
    }
    case 'binary':
      return evaluateBinary(node, scope);
  }
};

const evaluateNumber = (node: ExpressionNode, scope: Scope): Result<number> => {
  const scalar = evaluate(node, scope);
  return scalar.ok ? requireNumber(scalar.value) : scalar;
};

/** Ratios come from division: what differs by less than nobody could write is the same. */
const isSameNumber = (left: number, right: number): boolean => Math.abs(left - right) < 1e-6;

const isSame = (left: Scalar, right: Scalar): boolean =>
  left.kind === 'number' && right.kind === 'number'
    ? isSameNumber(left.value, right.value)
    : describeScalar(left) === describeScalar(right);

const itemsOf = (scalar: Scalar): readonly string[] =>
  scalar.kind === 'list' ? scalar.items : [describeScalar(scalar)];

/** Every item on the left is among those on the right (documented for `!a:b!_in_tags`). */
const isWithin = (left: Scalar, right: Scalar): boolean => {
  const among = new Set(itemsOf(right));
  return itemsOf(left).every((item) => among.has(item));
};

const order: Readonly<Record<'gt' | 'gte' | 'lt' | 'lte', (left: number, right: number) => boolean>> = {
  lt: (left, right) => left < right && !isSameNumber(left, right),
  lte: (left, right) => left < right || isSameNumber(left, right),
  gt: (left, right) => left > right && !isSameNumber(left, right),
  gte: (left, right) => left > right || isSameNumber(left, right),
};

const compare = (comparison: Comparison, left: Scalar, right: Scalar): Result<boolean> => {
  switch (comparison) {
    case 'eq':
      return succeed(isSame(left, right));
    case 'ne':
      return succeed(!isSame(left, right));
    case 'in':
      return succeed(isWithin(left, right));
    case 'nin':
      return succeed(!isWithin(left, right));
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte': {
      const first = requireNumber(left);
      if (!first.ok) return first;
      const second = requireNumber(right);
      return second.ok ? succeed(order[comparison](first.value, second.value)) : second;
    }
  }
};

/** Every part is looked at, so that a mistake shows whatever the picture is like. */
export const evaluateCondition = (node: ConditionNode, scope: Scope): Result<boolean> => {
  if (node.kind === 'defined') return succeed(scope.variables.has(node.name) === node.expected);
  if (node.kind === 'compare') {
    const left = evaluate(node.left, scope);
    if (!left.ok) return left;
    const right = evaluate(node.right, scope);
    return right.ok ? compare(node.comparison, left.value, right.value) : right;
  }
  const holds: boolean[] = [];
  for (const part of node.of) {
    const held = evaluateCondition(part, scope);
    if (!held.ok) return held;
    holds.push(held.value);
  }
  return succeed(node.kind === 'and' ? holds.every(Boolean) : holds.some(Boolean));
};
