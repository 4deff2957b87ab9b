/** One parameter's text (`e_sepia:50`, `fl_a.b`) -> the definitions it names, with their values. */
import type { Span } from '../errors.ts';
import type { Definition } from '../params/define.ts';
import { familyNames, findDefinition } from '../params/index.ts';
import { type Result, succeed } from '../result.ts';
import type { Param } from '../values/ast.ts';
import { parseArgs } from './parse-args.ts';
import { parseFlow } from './parse-flow.ts';
import { invalidValue, unknownParameter } from './refusals.ts';

const refused = (
  { id, title }: Definition,
  text: string | undefined,
  reason: string,
  span: Span,
): Result<Param> =>
  succeed({ id, args: { value: { unsupported: text ?? '', reason: `${title}: ${reason}` } }, span });

const parseDefined = (definition: Definition, text: string | undefined, span: Span): Result<Param> => {
  if (definition.status === 'unsupported') return refused(definition, text, definition.summary, span);
  const args = parseArgs(definition, text, span);
  if (args.ok) return succeed({ id: definition.id, args: args.value, span });
  const refusal = definition.refuses.find(({ pattern }) => pattern.test(text ?? ''));
  return refusal === undefined ? args : refused(definition, text, refusal.reason, span);
};

const familyTitles: ReadonlyMap<string, string> = new Map([
  ['c', 'crop mode'],
  ['e', 'effect'],
  ['fl', 'flag'],
]);

/** What may be written instead: names that are known but refused would not help. */
const supportedNames = (key: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => findDefinition(`${key}_${name}`)?.status !== 'unsupported');

/** `name` or `name:arguments`. */
const parseMember = (key: string, names: readonly string[], text: string, span: Span): Result<Param> => {
  const colon = text.indexOf(':');
  const name = colon === -1 ? text : text.slice(0, colon);
  const definition = findDefinition(`${key}_${name}`);
  if (definition !== undefined) {
    return parseDefined(definition, colon === -1 ? undefined : text.slice(colon + 1), span);
  }
  return invalidValue(
    familyTitles.get(key) ?? key,
    name,
    `one of ${supportedNames(key, names).join(', ')}`,
    span,
  );
};

/** `fl_a.b` stands for two parameters; everything else for one. */
export const parseParams = (text: string, span: Span): Result<readonly Param[]> => {
  const flow = parseFlow(text, span);
  if (flow !== undefined) return flow.ok ? succeed([flow.value]) : flow;
  const underscore = text.indexOf('_');
  const key = text.slice(0, Math.max(0, underscore));
  const rest = text.slice(underscore + 1);
  const names = familyNames(key);
  if (names !== undefined) {
    const params: Param[] = [];
    for (const part of key === 'fl' ? rest.split('.') : [rest]) {
      const param = parseMember(key, names, part, span);
      if (!param.ok) return param;
      params.push(param.value);
    }
    return succeed(params);
  }
  const definition = findDefinition(key);
  if (definition === undefined) return unknownParameter(text, span);
  const param = parseDefined(definition, rest, span);
  return param.ok ? succeed([param.value]) : param;
};
