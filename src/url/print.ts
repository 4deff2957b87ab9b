/** Transformation -> its one canonical text: two chains that mean the same print the same. */
import { groupComponent } from '../params/component.ts';
import type { Definition } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import { baseline } from '../params/flow/baseline.ts';
import { condition } from '../params/flow/if.ts';
import { named } from '../params/flow/named.ts';
import { variable } from '../params/flow/variable.ts';
import type { Component, Param, Transformation, Value } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';
import { printValue } from '../values/print-value.ts';
import type { ValueSpec } from '../values/spec.ts';

/** Up to the last value that was given; before it, defaults are spelled out and what has none is passed over. */
const printArgs = ({ argList, separator }: Definition, { args }: Param): string => {
  let text = '';
  let skipped = '';
  for (const [name, spec] of argList) {
    const given = args[name];
    const value = given ?? spec.default;
    if (value === undefined) continue;
    skipped += (text === '' && skipped === '' ? '' : separator) + printValue(spec.value, value);
    if (given === undefined) continue;
    text += skipped;
    skipped = '';
  }
  return text;
};

/** Values of flow parameters have no kind of their own. */
const printPlain = (value: Value | undefined): string =>
  value === undefined ? '' : printValue({ kind: 'keyword', words: [] }, value);

const namesSpec: ValueSpec = {
  kind: 'list',
  of: { kind: 'keyword', words: [] },
  separator: '.',
  min: 1,
  max: Number.POSITIVE_INFINITY,
};

const printFlow = ({ id, args }: Param): string => {
  if (id === named.id || id === baseline.id) return `${id}_${printValue(namesSpec, args['names'] ?? [])}`;
  const value = printPlain(args['value']);
  return id === variable.id ? `$${printPlain(args['name'])}_${value}` : `if_${value}`;
};

const printParam = (param: Param): string => {
  const definition = definitionOf(param);
  if (definition.shape === 'flow') return printFlow(param);
  const value = param.args['value'];
  const refused = value !== undefined && isUnsupported(value) ? value.unsupported : undefined;
  const text = refused ?? printArgs(definition, param);
  if (definition.name === undefined) return `${definition.key}_${text}`;
  return text === '' ? definition.id : `${definition.id}:${text}`;
};

const isFlow = ({ id }: Param): boolean => id === condition.id || id === variable.id;

/** The order of parameters within a component means nothing, so it is that of the alphabet. */
const printSorted = (params: readonly Param[], deferred: Component['deferred']): string => {
  const texts = params.map(printParam);
  if (deferred) texts.push(...deferred.map(({ text }) => text));
  return texts.length > 1 ? texts.sort().join(',') : (texts[0] ?? '');
};

/** Conditions first, then variables in the order in which they were written, for they may build on each other. */
const printComponent = (component: Component): string => {
  const { params } = groupComponent(component);
  if (!params.some(isFlow)) return printSorted(params, component.deferred);
  const first = params.filter(isFlow).sort(conditionFirst).map(printParam);
  const rest = printSorted(
    params.filter((param) => !isFlow(param)),
    component.deferred,
  );
  return [...first, ...(rest === '' ? [] : [rest])].join(',');
};

const conditionFirst = (a: Param, b: Param): number =>
  Number(b.id === condition.id) - Number(a.id === condition.id);

/** Empty for the empty chain. Components that come to nothing are left out. */
export const printTransformation = (transformation: Transformation): string =>
  transformation
    .map(printComponent)
    .filter((text) => text !== '')
    .join('/');
