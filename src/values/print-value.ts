/** Writes a value in its one canonical spelling. */
import type {
  Color,
  Duration,
  Expression,
  Length,
  PageRange,
  Responsive,
  Unsupported,
  Value,
} from './ast.ts';
import { printAutoGravity } from './auto-gravity.ts';
import { printBackdrop } from './backdrop.ts';
import { printColor } from './color.ts';
import { printLayerSource } from './layer-source.ts';
import { isExpression, isUnsupported } from './parse-value.ts';
import { printCondition, printExpression } from './print-expression.ts';
import { printRatio } from './ratio.ts';
import { isResponsive, printResponsive } from './responsive.ts';
import { printView } from './view.ts';
import type { EitherSpec, ValueSpec } from './spec.ts';

const printLength = ({ unit, value }: Length): string =>
  unit === 'fraction' && Number.isInteger(value) ? `${value}.0` : String(value);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Whether a value can have come from this kind: told by its type, and the kinds of one `either` never share one. */
const fits = (spec: ValueSpec, value: Value): boolean => {
  switch (spec.kind) {
    case 'int':
    case 'number':
    case 'ratio':
      return typeof value === 'number';
    case 'keyword':
      return typeof value === 'string' && spec.words.includes(value);
    case 'text':
      return typeof value === 'string';
    case 'amount':
    case 'length':
      return typeof value === 'object' && 'unit' in value;
    case 'pages':
      return typeof value === 'object' && 'first' in value;
    case 'duration':
      return typeof value === 'object' && 'seconds' in value;
    case 'color':
      return typeof value === 'object' && 'alpha' in value;
    case 'background':
      return typeof value === 'object' && ('alpha' in value || 'backdrop' in value);
    case 'auto-gravity':
      return typeof value === 'object' && 'gravity' in value;
    case 'view':
      return typeof value === 'object' && 'view' in value;
    case 'layer':
      return typeof value === 'object' && 'layer' in value;
    case 'list':
      return isList(value);
    case 'either':
      return spec.of.some((option) => fits(option, value));
  }
};

const optionFor = ({ of: options }: EitherSpec, value: Value): ValueSpec =>
  options.find((option) => fits(option, value)) ?? { kind: 'keyword', words: [] };

/** Percent-encoded where it is not plain; a dot would end a flag. */
const printText = (text: string): string =>
  text.replaceAll(/[^\w\- !]/gu, encodeURIComponent).replaceAll('.', '%2E');

/** Lists cut at separators, so that an expression beside them can only stand for the number with a prefix. */
const prefixOf = (spec: ValueSpec): string =>
  spec.kind === 'either' ? spec.of.map(prefixOf).join('') : spec.kind === 'number' ? (spec.prefix ?? '') : '';

/** `2-5`, `7-`, `2.3s`. */
const printSpan = (span: Duration | PageRange): string => {
  if ('seconds' in span) return `${span.seconds}s`;
  return span.first === span.last ? String(span.first) : `${span.first}-${span.last ?? ''}`;
};

type Structure = Exclude<
  Value,
  Color | Expression | Responsive | Unsupported | number | string | readonly Value[]
>;

const printStructure = (value: Structure): string => {
  if ('condition' in value) return printCondition(value.condition);
  if ('first' in value || 'seconds' in value) return printSpan(value);
  if ('backdrop' in value) return printBackdrop(value);
  if ('gravity' in value) return printAutoGravity(value);
  if ('view' in value) return printView(value);
  return 'layer' in value ? printLayerSource(value) : printLength(value);
};

export const printValue = (spec: ValueSpec, value: Value): string => {
  if (isUnsupported(value)) return value.unsupported;
  if (isExpression(value)) return `${prefixOf(spec)}${printExpression(value.expression)}`;
  if (isResponsive(value)) return printResponsive(value);
  if (spec.kind === 'either') return printValue(optionFor(spec, value), value);
  if (typeof value === 'string') return spec.kind === 'text' ? printText(value) : value;
  if (typeof value === 'number') {
    return spec.kind === 'ratio'
      ? printRatio(value)
      : `${prefixOf(spec)}${value}${spec.kind === 'int' ? (spec.suffix ?? '') : ''}`;
  }
  if (isList(value)) {
    const [item, separator] = spec.kind === 'list' ? [spec.of, spec.separator] : [spec, ':'];
    return value.map((each) => printValue(item, each)).join(separator);
  }
  return 'r' in value
    ? printColor(value, spec.kind === 'color' && spec.bareHex === true)
    : printStructure(value);
};
