/** Transformation -> its one canonical text: two chains that mean the same print the same. */
import { groupComponent } from '../params/component.ts';
import type { Definition } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';
import { printValue } from '../values/print-value.ts';

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

const printParam = (param: Param): string => {
  const definition = definitionOf(param);
  const value = param.args['value'];
  const refused = value !== undefined && isUnsupported(value) ? value.unsupported : undefined;
  if (refused !== undefined && definition.key === '$') return refused;
  const text = refused ?? printArgs(definition, param);
  if (definition.name === undefined) return `${definition.key}_${text}`;
  return text === '' ? definition.id : `${definition.id}:${text}`;
};

/** The order of parameters within a component means nothing, so it is that of the alphabet. */
const printComponent = (component: Component): string => {
  const texts = groupComponent(component).params.map(printParam);
  return texts.length > 1 ? texts.sort().join(',') : (texts[0] ?? '');
};

/** Empty for the empty chain. Components that come to nothing are left out. */
export const printTransformation = (transformation: Transformation): string =>
  transformation
    .map(printComponent)
    .filter((text) => text !== '')
    .join('/');
