/** Component texts -> transformation: which definitions they name, with values checked and spans kept. */
import type { Diagnostic, Span } from '../errors.ts';
import { definitionOf } from '../params/definition-of.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { type Decoded, rawOffset } from './decoded.ts';
import { parseParams } from './parse-param.ts';

interface Limits {
  readonly maxComponents: number;
}

const at = (text: Decoded, from: number, to: number): Span => ({
  from: rawOffset(text, from),
  to: rawOffset(text, to),
});

const tooMany = (segments: readonly Decoded[], { maxComponents }: Limits): Diagnostic => ({
  code: 'url.too-many-components',
  message: `Too many transformation components: ${segments.length}, and ${maxComponents} are allowed`,
});

/**
 * Last wins for every parameter that is repeated, and several effects are one parameter `e`: only the last is applied
 * (documented by Cloudinary's support). Flags add up, and so do variables.
 */
const slotOf = ({ id, span }: Param): string => {
  const { key } = definitionOf({ id });
  if (key === '$') return `$${span.from}`;
  return key === 'fl' ? id : key;
};

const keepLast = (params: readonly Param[]): readonly Param[] => {
  const slots = params.map(slotOf);
  const isLast = (slot: string, index: number): boolean => slots.lastIndexOf(slot) === index;
  return slots.every(isLast) ? params : params.filter((_, index) => isLast(slots[index] ?? '', index));
};

const parseComponent = (segment: Decoded): Result<Component> => {
  const { text } = segment;
  const params: Param[] = [];
  let from = 0;
  while (from <= text.length) {
    const comma = text.indexOf(',', from);
    const to = comma === -1 ? text.length : comma;
    const parsed = parseParams(text.slice(from, to), at(segment, from, to));
    if (!parsed.ok) return parsed;
    params.push(...parsed.value);
    from = to + 1;
  }
  return succeed({
    params: params.length === 1 ? params : keepLast(params),
    span: at(segment, 0, text.length),
  });
};

/** One `Decoded` per component, in URL order. */
export const parseTransformation = (segments: readonly Decoded[], limits: Limits): Result<Transformation> => {
  if (segments.length > limits.maxComponents) return refuse(tooMany(segments, limits));
  const components: Component[] = [];
  for (const segment of segments) {
    const component = parseComponent(segment);
    if (!component.ok) return component;
    components.push(component.value);
  }
  return succeed(components);
};
