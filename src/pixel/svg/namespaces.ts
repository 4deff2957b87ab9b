/** Prefixes and what they stand for, element by element. */
import type { Attribute } from './tokenize.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';

/** Prefix to namespace; '' is the default one. */
export type Scope = ReadonlyMap<string, string>;

/** Many files forget to declare xlink; viewers take it as read. */
export const outerScope: Scope = new Map([
  ['', svgNamespace],
  ['xlink', xlinkNamespace],
]);

export const enterScope = (scope: Scope, attributes: readonly Attribute[]): Scope => {
  const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return scope;
  return new Map([...scope, ...declared.map(({ name, value }) => [name.slice(6), value.trim()] as const)]);
};

/** The local name of an SVG element, undefined for an element of another vocabulary. */
export const svgName = (scope: Scope, name: string): string | undefined => {
  const [prefix, local] = split(name);
  return scope.get(prefix) === svgNamespace ? local : undefined;
};

export const isLink = (scope: Scope, name: string): boolean => {
  const [prefix, local] = split(name);
  return local === 'href' && (prefix === '' || scope.get(prefix) === xlinkNamespace);
};

const split = (name: string): readonly [prefix: string, local: string] => {
  const colon = name.indexOf(':');
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
};

export const rootDeclarations = `xmlns="${svgNamespace}" xmlns:xlink="${xlinkNamespace}"`;
