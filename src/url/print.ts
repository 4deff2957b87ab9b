/** Transformation -> its one canonical text: two chains that mean the same print the same. */
import { groupComponent } from '../params/component.ts';
import type { Definition } from '../params/define.ts';
import { definitionOf } from '../params/definition-of.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';
import { printValue } from '../values/print-value.ts';

/** Up to the last value that was given; before it, defaults are spelled out and what has none is passed over. */
const printArgs = ({ args: specs, separator }: Definition, { args }: Param): string => {
  const entries = Object.entries(specs);
  const last = entries.findLastIndex(([name]) => args[name] !== undefined);
  return entries
    .slice(0, last + 1)
    .flatMap(([name, spec]) => {
      const value = args[name] ?? spec.default;
      return value === undefined ? [] : [printValue(spec.value, value)];
    })
    .join(separator);
};

const printParam = (param: Param): string => {
  const definition = definitionOf(param);
  const [refused] = Object.values(param.args).filter(isUnsupported);
  const isWhole = refused !== undefined && param.args['value'] === refused;
  if (isWhole && definition.key === '$') return refused.unsupported;
  const text = isWhole ? refused.unsupported : printArgs(definition, param);
  if (definition.name === undefined) return `${definition.key}_${text}`;
  return text === '' ? definition.id : `${definition.id}:${text}`;
};

/** The order of parameters within a component means nothing, so it is that of the alphabet. */
const printComponent = (component: Component): string =>
  groupComponent(component).params.map(printParam).sort().join(',');

/** Empty for the empty chain. Components that come to nothing are left out. */
export const printTransformation = (transformation: Transformation): string =>
  transformation
    .map(printComponent)
    .filter((text) => text !== '')
    .join('/');
