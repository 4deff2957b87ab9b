/** Reads a text as a value of a given kind. */
import type { Duration, Expression, Length, PageRange, Unsupported, Value } from './ast.ts';
import { parseAutoGravity } from './auto-gravity.ts';
import { parseBackdrop } from './backdrop.ts';
import { parseColor } from './color.ts';
import { needsCalculation, parseExpression } from './expression.ts';
import { parseLayerSource } from './layer-source.ts';
import { parseView } from './view.ts';
import { settleRatio } from './ratio.ts';
import { parseResponsive } from './responsive.ts';
import type {
  AmountSpec,
  DurationSpec,
  IntSpec,
  KeywordSpec,
  LengthSpec,
  ListSpec,
  NumberSpec,
  PagesSpec,
  TextSpec,
  ValueSpec,
} from './spec.ts';

const whole = /^[+-]?\d{1,10}$/u;
const decimal = /^[+-]?(?:\d{1,10}(?:\.\d{1,12})?|\.\d{1,12})$/u;
const withPoint = /^[+-]?\d{0,10}\.\d{1,12}$/u;

export const isUnsupported = (value: Value): value is Unsupported =>
  typeof value === 'object' && 'unsupported' in value;

export const isExpression = (value: Value): value is Expression =>
  typeof value === 'object' && 'expression' in value;

const within = (value: number, min: number, max: number): number | undefined =>
  value >= min && value <= max ? value : undefined;

/** Six decimals are more than a pixel needs, and print without an exponent; `+ 0` turns -0 into 0. */
const toNumber = (text: string): number => Number(Number(text).toFixed(6)) + 0;

const parseInt10 = (spec: IntSpec, text: string): number | undefined => {
  const { suffix = '' } = spec;
  if (!text.endsWith(suffix)) return undefined;
  const digits = text.slice(0, text.length - suffix.length);
  return whole.test(digits) ? within(Number(digits) + 0, spec.min, spec.max) : undefined;
};

const parseDecimal = (spec: NumberSpec, text: string): number | undefined =>
  decimal.test(text) ? within(toNumber(text), spec.min, spec.max) : undefined;

const parseNumber = (spec: NumberSpec, text: string): Value | undefined => {
  const { prefix = '' } = spec;
  if (!text.startsWith(prefix)) return undefined;
  const rest = text.slice(prefix.length);
  return unlessLiteral(spec, parseDecimal(spec, rest), rest);
};

const parseFraction = ({ percent }: LengthSpec, text: string): number | undefined => {
  if (withPoint.test(text)) return toNumber(text);
  const digits = percent === true && text.endsWith('p') ? text.slice(0, -1) : '';
  return decimal.test(digits) ? toNumber(String(Number(digits) / 100)) : undefined;
};

const parsePages = ({ max }: PagesSpec, text: string): PageRange | undefined => {
  const [, from, to, till] = /^(\d{1,9})(?:(-)(\d{1,9})?)?$/u.exec(text) ?? [];
  const first = within(Number(from), 1, max);
  const last = to === undefined ? first : till === undefined ? undefined : within(Number(till), 1, max);
  if (first === undefined || (till !== undefined && (last === undefined || last < first))) return undefined;
  return { first, ...(last !== undefined && { last }) };
};

const parseDuration = (spec: DurationSpec, text: string): Duration | undefined => {
  const digits = text.endsWith('s') ? text.slice(0, -1) : '';
  const seconds = decimal.test(digits)
    ? within(toNumber(digits), spec.minSeconds, spec.maxSeconds)
    : undefined;
  return seconds === undefined ? undefined : { seconds };
};

/** A decimal point makes a fraction: `1.0` is the whole image, `1` is one pixel. */
const parseLength = (spec: LengthSpec, text: string): Length | undefined => {
  if (whole.test(text)) {
    const value = within(Number(text) + 0, spec.minPx, spec.maxPx);
    return value === undefined ? undefined : { unit: 'px', value };
  }
  const value = parseFraction(spec, text);
  if (value === undefined) return undefined;
  if (Math.abs(value) > 100 || (spec.minPx > 0 && value <= 0) || (spec.minPx === 0 && value < 0)) {
    return undefined;
  }
  return { unit: 'fraction', value };
};

const parseAmount = ({ max }: AmountSpec, text: string): Length | undefined => {
  const isFraction = withPoint.test(text);
  if (!isFraction && !whole.test(text)) return undefined;
  const value = within(toNumber(text), 0, isFraction ? 1 : max);
  return value === undefined ? undefined : { unit: isFraction ? 'fraction' : 'px', value };
};

const parseKeyword = (spec: KeywordSpec, text: string): string | undefined =>
  spec.words.includes(text) ? text : spec.aliases?.[text];

const parseRatio = (text: string): number | undefined => {
  const [width = '', height, ...more] = text.split(':');
  if (more.length > 0 || !decimal.test(width)) return undefined;
  if (height === undefined) return positive(toNumber(width));
  return decimal.test(height) ? positive(toNumber(width) / toNumber(height)) : undefined;
};

const positive = (value: number): number | undefined =>
  value > 0 && Number.isFinite(value) ? within(settleRatio(value), 0.0001, 10_000) : undefined;

/** Texts are decoded once more than the path (LANGUAGE 1.2); what is no `%XX` of ours stays as it is, and is refused. */
const parseText = (spec: TextSpec, encoded: string): string | undefined => {
  const text = encoded.replaceAll(/%[2-7][0-9a-f]/giu, (code) =>
    String.fromCodePoint(Number.parseInt(code.slice(1), 16)),
  );
  const allowed = new RegExp(`^[${spec.characters}]+$`, 'u');
  return text.length <= spec.maxLength && allowed.test(text) ? text : undefined;
};

const parseList = (spec: ListSpec, text: string): Value | undefined => {
  const items: Value[] = [];
  const parts = text.split(spec.separator);
  if (parts.length < spec.min || parts.length > spec.max) return undefined;
  for (const part of parts) {
    const item = parseValue(spec.of, part);
    if (item === undefined) return undefined;
    items.push(item);
  }
  // One item that cannot be done is enough: the whole list is kept as it was written.
  const refused = items.find(isUnsupported);
  return refused ? { unsupported: text, reason: refused.reason } : items;
};

/** The first kind that fits; an expression only when nothing else does. */
const parseFirst = (specs: readonly ValueSpec[], text: string): Value | undefined => {
  let fallback: Value | undefined;
  for (const spec of specs) {
    const value = parseValue(spec, text);
    if (value !== undefined && !isUnsupported(value)) return value;
    fallback ??= value;
  }
  return fallback;
};

/** Wherever a number may stand, so may a variable or arithmetic (LANGUAGE section 7). */
const orExpression = (value: Length | number | undefined, text: string): Value | undefined => {
  if (value !== undefined) return value;
  const parsed = parseExpression(text);
  return parsed === undefined || 'unsupported' in parsed || needsCalculation(parsed) ? parsed : undefined;
};

const unlessLiteral = (
  { literal }: IntSpec | NumberSpec,
  value: number | undefined,
  text: string,
): Value | undefined => (literal === true ? value : orExpression(value, text));

/** The value, or undefined when the text is no value of this kind (or out of its range). */
export function parseValue(spec: ValueSpec, text: string): Value | undefined {
  switch (spec.kind) {
    case 'int':
      return unlessLiteral(spec, parseInt10(spec, text), text);
    case 'number':
      return parseNumber(spec, text);
    case 'length':
      return (
        (spec.responsive === true ? parseResponsive(text) : undefined) ??
        orExpression(parseLength(spec, text), text)
      );
    case 'amount':
      return orExpression(parseAmount(spec, text), text);
    case 'pages':
      return parsePages(spec, text);
    case 'duration':
      return parseDuration(spec, text);
    case 'ratio':
      return orExpression(parseRatio(text), text);
    case 'keyword':
      return parseKeyword(spec, text);
    case 'color':
      return parseColor(text, spec.bareHex === true);
    case 'text':
      return parseText(spec, text);
    case 'background':
      return parseColor(text, false) ?? parseBackdrop(text);
    case 'auto-gravity':
      return parseAutoGravity(text);
    case 'layer':
      return parseLayerSource(text);
    case 'view':
      return parseView(spec, text);
    case 'list':
      return parseList(spec, text);
    case 'either':
      return parseFirst(spec.of, text);
  }
}
