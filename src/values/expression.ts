/** Arithmetic, variables and conditions as text: tokens joined with underscores, strings between exclamation marks. */
import {
  type Characteristic,
  characteristics,
  type Comparison,
  comparisons,
  type Condition,
  type ConditionNode,
  type Expression,
  type ExpressionNode,
  type Operator,
  operators,
  type Unsupported,
} from './ast.ts';
import { settleRatio } from './ratio.ts';

/** Reads tokens from the front; undefined where the text is no expression. */
interface Cursor {
  readonly tokens: readonly string[];
  at: number;
}

/** Known, and missing what they would tell: refused by name. */
const unknownYet: ReadonlyMap<string, string> = new Map([
  ['tags', 'tags need the index of assets, which is not built yet'],
  ['ctx', 'context needs the index of assets, which is not built yet'],
  ['md', 'metadata needs the index of assets, which is not built yet'],
  ['rc', 'named regions need the index of assets, which is not built yet'],
  ['rn', 'named regions need the index of assets, which is not built yet'],
  ['pgnames', 'no format that is read here names its pages'],
  ['du', 'it is for videos'],
  ['idu', 'it is for videos'],
]);

const reasonFor = (token: string): string | undefined =>
  unknownYet.get(/^[a-z]+(?=:|$)/u.exec(token)?.[0] ?? '');

/** Splits at underscores, but not inside `!...!`. */
const tokenize = (text: string): readonly string[] => text.match(/(?:![^!]*!|[^_!])+/gu) ?? [];

const decimal = /^-?(?:\d{1,10}(?:\.\d{1,12})?|\.\d{1,12})$/u;
const variable = /^\$[A-Za-z][A-Za-z0-9]*$/u;
const quoted = /^!([^!]*)!$/u;
const ratio = /^(\d{1,5}):(\d{1,5})$/u;

const isOneOf = <Word extends string>(words: readonly Word[], text: string | undefined): text is Word =>
  words.some((word) => word === text);

const readQuoted = (inside: string): ExpressionNode =>
  inside.includes(':') ? { kind: 'list', items: inside.split(':') } : { kind: 'text', text: inside };

const readOperand = (token: string): ExpressionNode | undefined => {
  if (decimal.test(token)) {
    return { kind: 'number', value: settleRatio(Number(token)), fraction: token.includes('.') };
  }
  if (variable.test(token)) return { kind: 'variable', name: token.slice(1) };
  if (isOneOf<Characteristic>(characteristics, token)) return { kind: 'characteristic', name: token };
  if (token === 'current') return { kind: 'current' };
  // `ref:!folder:id!` names a picture, as the text alone does.
  const inside = quoted.exec(token.startsWith('ref:') ? token.slice(4) : token)?.[1];
  if (inside !== undefined) return readQuoted(inside);
  const [, width, height] = ratio.exec(token) ?? [];
  return width === undefined || Number(height) === 0
    ? undefined
    : { kind: 'number', value: settleRatio(Number(width) / Number(height)), fraction: true };
};

const parseOperand = (cursor: Cursor): ExpressionNode | undefined => {
  const token = cursor.tokens[cursor.at];
  const operand = token === undefined ? undefined : readOperand(token);
  if (operand === undefined) return undefined;
  cursor.at += 1;
  const [suffix, to] = cursor.tokens.slice(cursor.at, cursor.at + 2);
  if (suffix !== 'to' || (to !== 'i' && to !== 'f')) return operand;
  cursor.at += 2;
  return { kind: 'convert', to, of: operand };
};

/** Multiplication before addition, powers before both (documented); equals from left to right. */
const strength: Readonly<Record<Operator, number>> = { add: 1, sub: 1, mul: 2, div: 2, mod: 2, pow: 3 };

const parseOperation = (cursor: Cursor, weakest: number): ExpressionNode | undefined => {
  let left = parseOperand(cursor);
  while (left !== undefined) {
    const operator = cursor.tokens[cursor.at];
    if (!isOneOf<Operator>(operators, operator) || strength[operator] < weakest) return left;
    cursor.at += 1;
    const right = parseOperation(cursor, strength[operator] + 1);
    left = right && { kind: 'binary', operator, left, right };
  }
  return undefined;
};

const isAtEnd = ({ tokens, at }: Cursor): boolean => at === tokens.length;

/** What is known by name but cannot be told yet makes the whole text unsupported. */
const findRefused = (text: string, tokens: readonly string[]): Unsupported | undefined => {
  const token = tokens.find((each) => reasonFor(each) !== undefined && readOperand(each) === undefined);
  return token === undefined
    ? undefined
    : { unsupported: text, reason: `${token}: ${reasonFor(token) ?? ''}` };
};

/** Undefined when the text is no expression at all. */
export const parseExpression = (text: string): Expression | Unsupported | undefined => {
  const tokens = tokenize(text);
  if (tokens.join('_') !== text) return undefined;
  const cursor: Cursor = { tokens, at: 0 };
  const expression = parseOperation(cursor, 1);
  if (expression !== undefined && isAtEnd(cursor)) return { expression };
  return findRefused(text, tokens);
};

const parseComparison = (cursor: Cursor): ConditionNode | undefined => {
  const word = cursor.tokens[cursor.at];
  if (word === 'isdef' || word === 'isndef') {
    const name = cursor.tokens[cursor.at + 1] ?? '';
    cursor.at += 2;
    return variable.test(name)
      ? { kind: 'defined', name: name.slice(1), expected: word === 'isdef' }
      : undefined;
  }
  const left = parseOperation(cursor, 1);
  const comparison = cursor.tokens[cursor.at];
  if (left === undefined || !isOneOf<Comparison>(comparisons, comparison)) return undefined;
  cursor.at += 1;
  const right = parseOperation(cursor, 1);
  return right && { kind: 'compare', comparison, left, right };
};

/** `and` binds tighter than `or`. */
const parseJoined = (
  cursor: Cursor,
  word: 'and' | 'or',
  parsePart: (cursor: Cursor) => ConditionNode | undefined,
): ConditionNode | undefined => {
  const parts: ConditionNode[] = [];
  for (;;) {
    const part = parsePart(cursor);
    if (part === undefined) return undefined;
    parts.push(part);
    if (cursor.tokens[cursor.at] !== word) return parts.length === 1 ? part : { kind: word, of: parts };
    cursor.at += 1;
  }
};

/** The text behind `if_`; undefined when it is no condition. */
export const parseCondition = (text: string): Condition | Unsupported | undefined => {
  const tokens = tokenize(text);
  if (tokens.join('_') !== text) return undefined;
  const cursor: Cursor = { tokens, at: 0 };
  const condition = parseJoined(cursor, 'or', (inner) => parseJoined(inner, 'and', parseComparison));
  if (condition !== undefined && isAtEnd(cursor)) return { condition };
  return findRefused(text, tokens);
};

/** Whether a value has to be calculated at all: a number or a text is one already. */
export const needsCalculation = ({ expression: { kind } }: Expression): boolean =>
  kind !== 'number' && kind !== 'text' && kind !== 'list';
