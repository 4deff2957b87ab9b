/** Puts the chains of named transformations in the place of their names, so that keys and plans never see a name. */
import { dpr } from '../params/delivery/dpr.ts';
import { format } from '../params/delivery/format.ts';
import { baseline } from '../params/flow/baseline.ts';
import { condition } from '../params/flow/if.ts';
import { named } from '../params/flow/named.ts';
import { variable } from '../params/flow/variable.ts';
import { w } from '../params/qualifiers.ts';
import { refuse, type Result, succeed } from '../result.ts';
import type { Component, Param, Transformation } from '../values/ast.ts';
import { isResponsive } from '../values/responsive.ts';

export interface NamedOptions {
  readonly find: (name: string) => Transformation | undefined;
  /** Of the whole chain, when every name has been replaced. */
  readonly maxComponents: number;
}

/** Names within names; more is surely a circle. */
const maxDepth = 8;

const namesOf = ({ args }: Param): readonly string[] =>
  Array.isArray(args['names']) ? args['names'].filter((name) => typeof name === 'string') : [];

const isNamed = ({ id }: Param): boolean => id === named.id || id === baseline.id;

/** Documented: first, alone, and with a format of its own that is not left to chance. */
const checkBaseline = (chain: Transformation, { find }: NamedOptions): Result<undefined> => {
  for (const [index, { params, deferred }] of chain.entries()) {
    const param = params.find(({ id }) => id === baseline.id);
    if (param === undefined) continue;
    const [name = ''] = namesOf(param);
    const isFirst = index === 0 && params.length === 1 && deferred === undefined;
    if (!isFirst) return conflict('bl_ has to come first, alone in its component', param);
    const hasFormat =
      find(name)?.some((component) => component.params.some(({ id }) => id === format.id)) ?? true;
    if (!hasFormat) return conflict(`The chain of bl_${name} has to say its format with f_`, param);
  }
  return succeed(undefined);
};

const conflict = (message: string, { span }: Param): Result<never> =>
  refuse({ code: 'url.conflict', message, span });

/** Documented: what the client decides does not work inside of a name. */
const findOpen = (chain: Transformation): string | undefined => {
  for (const { id, args } of chain.flatMap(({ params }) => params)) {
    if (id === format.id && args['format'] === 'auto') return 'f_auto';
    if (id === dpr.id && args['ratio'] === 'auto') return 'dpr_auto';
    if (id === w.id && args['value'] !== undefined && isResponsive(args['value'])) return 'w_auto';
  }
  return undefined;
};

/** What goes wrong inside is the caller's to see where the name stands. */
const moveTo = (component: Component, { span }: Param): Component => ({
  ...component,
  params: component.params.map((param) => ({ ...param, span })),
  ...(component.deferred && { deferred: component.deferred.map((each) => ({ ...each, span })) }),
  span,
});

const expandParam = (param: Param, options: NamedOptions, depth: number): Result<readonly Component[]> => {
  const components: Component[] = [];
  for (const name of namesOf(param)) {
    const chain = options.find(name);
    if (chain === undefined) {
      return refuse({
        code: 'url.invalid-value',
        message: `Unknown transformation ${param.id}_${name}`,
        span: param.span,
      });
    }
    const open = findOpen(chain);
    if (open !== undefined) {
      return conflict(`${open} cannot stand inside of ${param.id}_${name}: put it behind`, param);
    }
    const expanded = expandChain(chain, options, depth + 1);
    if (!expanded.ok) return refuse({ ...expanded.error, span: param.span });
    components.push(...expanded.value.map((component) => moveTo(component, param)));
  }
  return succeed(components);
};

/** Variables of the component before its names, everything else after them. */
const expandComponent = (
  component: Component,
  options: NamedOptions,
  depth: number,
): Result<readonly Component[]> => {
  const names = component.params.filter(isNamed);
  const clash = component.params.find(({ id }) => id === condition.id);
  if (clash !== undefined) {
    return refuse({
      code: 'url.conflict',
      message: 'A named transformation cannot stand in one component with a condition',
      span: clash.span,
      hint: 'put the condition before it: if_.../t_name/if_end',
    });
  }
  const before = component.params.filter(({ id }) => id === variable.id);
  const after = component.params.filter((param) => !isNamed(param) && !before.includes(param));
  const components: Component[] = before.length === 0 ? [] : [{ params: before, span: component.span }];
  for (const param of names) {
    const expanded = expandParam(param, options, depth);
    if (!expanded.ok) return expanded;
    components.push(...expanded.value);
  }
  if (after.length > 0 || component.deferred) components.push({ ...component, params: after });
  return succeed(components);
};

const expandChain = (chain: Transformation, options: NamedOptions, depth: number): Result<Transformation> => {
  if (!chain.some(({ params }) => params.some(isNamed))) return succeed(chain);
  if (depth > maxDepth) {
    return refuse({ code: 'url.conflict', message: 'Named transformations name each other in a circle' });
  }
  const components: Component[] = [];
  for (const component of chain) {
    const expanded = component.params.some(isNamed)
      ? expandComponent(component, options, depth)
      : succeed([component]);
    if (!expanded.ok) return expanded;
    components.push(...expanded.value);
    if (components.length > options.maxComponents) {
      return refuse({
        code: 'url.too-many-components',
        message: `Too many transformation components: more than ${options.maxComponents}, those of named transformations included`,
      });
    }
  }
  return succeed(components);
};

/** The same chain when it has no names. */
export const expandNamed = (
  transformation: Transformation,
  options: NamedOptions,
): Result<Transformation> => {
  const checked = checkBaseline(transformation, options);
  return checked.ok ? expandChain(transformation, options, 0) : checked;
};
