/** Component texts -> transformation: which definitions they name, with values checked and spans kept. */
import type { Diagnostic, Span } from '../errors.ts';
import { definitionOf } from '../params/definition-of.ts';
import { variable } from '../params/flow/variable.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, DeferredParam, Param, Transformation } from '../values/ast.ts';
import { type Decoded, rawOffset } from './decoded.ts';
import { parseParams } from './parse-param.ts';
import { strayText } from './refusals.ts';
import { looksLikeComponent } from './segment.ts';

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
 * (documented by Cloudinary's support). Flags add up.
 */
const slotOf = ({ id, args }: Param): string => {
  const { key } = definitionOf({ id });
  if (key === variable.key && typeof args['name'] === 'string') return `$${args['name']}`;
  return key === 'fl' ? id : key;
};

const keepLast = (params: readonly Param[]): readonly Param[] => {
  const slots = params.map(slotOf);
  const isLast = (slot: string, index: number): boolean => slots.lastIndexOf(slot) === index;
  return slots.every(isLast) ? params : params.filter((_, index) => isLast(slots[index] ?? '', index));
};

/** `e_$effect:60` cannot be read before `$effect` is known; what begins with a variable sets it. */
const mentionsVariable = (part: string): boolean => /^[^$].*\$\(?[A-Za-z]/u.test(part);

/** `he, there` in `l_text:Arial_20:he, there`: a comma that was encoded once is a comma. */
const isRestOfText = (component: string, from: number, part: string): boolean =>
  !looksLikeComponent(part) && component.slice(0, from).includes(':');

const parseComponent = (segment: Decoded): Result<Component> => {
  const { text } = segment;
  const params: Param[] = [];
  let deferred: DeferredParam[] | undefined;
  let from = 0;
  while (from <= text.length) {
    const comma = text.indexOf(',', from);
    const to = comma === -1 ? text.length : comma;
    const part = text.slice(from, to);
    const span = at(segment, from, to);
    const parsed = parseParams(part, span);
    if (parsed.ok) params.push(...parsed.value);
    else if (mentionsVariable(part)) deferred = [...(deferred ?? []), { text: part, span }];
    else return isRestOfText(text, from, part) ? strayText(text, span) : parsed;
    from = to + 1;
  }
  return succeed({
    params: params.length === 1 ? params : keepLast(params),
    ...(deferred && { deferred }),
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
