/** A chain, taken apart around one definition so that its arguments can be changed one by one, and put together again. */
import type { Definition } from '../params/define.ts';
import { findDefinition } from '../params/index.ts';
import { parseChain } from '../url/parse-chain.ts';
import type { Component, Param } from '../values/ast.ts';
import { printValue } from '../values/print-value.ts';
import type { ArgSpec } from '../values/spec.ts';
import { encodePath } from './address.ts';

/** One argument of the definition, or of a qualifier that it uses. */
export interface Field {
  /** Unique within the playground. */
  readonly key: string;
  readonly label: string;
  readonly spec: ArgSpec;
}

export interface Opened {
  readonly before: string;
  /** The other parameters of the component. */
  readonly others: readonly string[];
  readonly after: string;
  /** What is written in each field; one that is not there is empty. */
  readonly texts: Readonly<Record<string, string>>;
}

const maxComponents = 40;

const keyOf = ({ id }: Definition, name: string): string => `${id}.${name}`;

const usedBy = ({ uses }: Definition): readonly Definition[] =>
  uses.flatMap((id) => findDefinition(id) ?? []);

const fieldsIn = (definition: Definition): readonly Field[] =>
  definition.argList.map(([name, spec]) => ({
    key: keyOf(definition, name),
    label: name === 'value' ? definition.title : name,
    spec,
  }));

export const fieldsOf = (definition: Definition): readonly Field[] =>
  [definition, ...usedBy(definition)].flatMap(fieldsIn);

/** As it stands when it is left out; undefined where that cannot be said. */
export const printDefault = ({ value, default: fallback }: ArgSpec): string | undefined =>
  fallback === undefined ? undefined : printValue(value, fallback);

const readParam = (definition: Definition, { args }: Param): readonly (readonly [string, string])[] =>
  definition.argList.flatMap(([name, spec]) => {
    const given = args[name];
    return given === undefined ? [] : [[keyOf(definition, name), printValue(spec.value, given)] as const];
  });

/** A qualifier that is there has something in its field, also when it was written without a value. */
const readUsed = (definition: Definition, param: Param): readonly (readonly [string, string])[] => {
  const read = readParam(definition, param);
  const [first] = definition.argList;
  const fallback = first && printDefault(first[1]);
  if (read.length > 0 || first === undefined || fallback === undefined) return read;
  return [[keyOf(definition, first[0]), fallback]];
};

const open = (definition: Definition, chain: string, component: Component): Opened => {
  const used = new Map(usedBy(definition).map((each) => [each.id, each]));
  const textOf = ({ span }: Pick<Param, 'span'>): string => chain.slice(span.from, span.to);
  const texts = component.params.flatMap((param) => {
    if (param.id === definition.id) return readParam(definition, param);
    const qualifier = used.get(param.id);
    return qualifier ? readUsed(qualifier, param) : [];
  });
  const isOther = ({ id }: Param): boolean => id !== definition.id && !used.has(id);
  return {
    before: chain.slice(0, component.span.from),
    others: [...component.params.filter(isOther), ...(component.deferred ?? [])].map(textOf),
    after: chain.slice(component.span.to),
    texts: Object.fromEntries(texts),
  };
};

/** Undefined where the chain cannot be read, has no such parameter, or that has no fields: conditions, variables. */
export const openChain = (definition: Definition, chain: string): Opened | undefined => {
  if (definition.shape === 'flow') return undefined;
  const parsed = parseChain(chain, { maxComponents });
  if (!parsed.ok) return undefined;
  const component = parsed.value.find(({ params }) => params.some(({ id }) => id === definition.id));
  return component && open(definition, chain, component);
};

/** Up to the last field that is filled; before it, defaults are spelled out and what has none is passed over. */
const writeArgs = (definition: Definition, texts: Opened['texts']): string => {
  const { argList, separator } = definition;
  const given = argList.map(([name]) => texts[keyOf(definition, name)] ?? '');
  const last = given.findLastIndex((text) => text !== '');
  return argList
    .slice(0, last + 1)
    .map(([, spec], index) => (given[index] === '' ? printDefault(spec) : given[index]) ?? '')
    .filter((text) => text !== '')
    .map(encodePath)
    .join(separator);
};

const writeParam = (definition: Definition, texts: Opened['texts']): string => {
  const { id, key, name, argList } = definition;
  const args = writeArgs(definition, texts);
  if (name === undefined) return `${key}_${args}`;
  const [first] = argList;
  const isPlain = args === '' || (argList.length === 1 && first && args === printDefault(first[1]));
  return isPlain ? id : `${id}:${args}`;
};

const isFilled = (definition: Definition, texts: Opened['texts']): boolean =>
  definition.argList.some(([name]) => (texts[keyOf(definition, name)] ?? '') !== '');

/** The chain with what the fields say now; whether that can be read is another matter. */
export const writeChain = (definition: Definition, { before, others, after, texts }: Opened): string => {
  const used = usedBy(definition).filter((each) => isFilled(each, texts));
  const own =
    definition.name === undefined && !isFilled(definition, texts) ? [] : [writeParam(definition, texts)];
  const component = [...others, ...own, ...used.map((each) => writeParam(each, texts))].join(',');
  const slash = component === '' ? after.replace(/^\//u, '') : after;
  return `${before}${component}${slash}`.replace(/\/$/u, '');
};
