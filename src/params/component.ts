/** Who belongs to whom within one component: actions in their fixed order, and the qualifiers that they own. */
import type { Component, Param } from '../values/ast.ts';
import { isUnsupported } from '../values/parse-value.ts';
import { type Definition, stages } from './define.ts';
import { definitionOf } from './definition-of.ts';
import { findDefinition } from './index.ts';

export interface Action {
  readonly definition: Definition;
  readonly param: Param;
}

export interface GroupedComponent {
  /** In the order in which they run. */
  readonly actions: readonly Action[];
  /** Everything that has a meaning here: qualifiers that nothing acts on are left out, implied actions are in. */
  readonly params: readonly Param[];
}

export const hasUnsupported = ({ args }: Param): boolean => {
  for (const name in args) if (isUnsupported(args[name] ?? 0)) return true;
  return false;
};

const toAction = (param: Param): Action => ({ definition: definitionOf(param), param });

const stageOf = ({ definition, param }: Action): number =>
  definition.stage === undefined ? -1 : stages.indexOf(definition.stage(param.args));

/** In the fixed order of stages; what shares one keeps the order in which it was written. */
const inStageOrder = (actions: readonly Action[]): readonly Action[] =>
  actions.length < 2
    ? actions
    : actions
        .map((action) => ({ action, stage: stageOf(action) }))
        .sort((a, b) => a.stage - b.stage)
        .map(({ action }) => action);

/** `w_100` alone means `c_scale,w_100`. */
const implyAction = (free: readonly Action[]): Action | undefined => {
  for (const { definition, param } of free) {
    const implied = definition.implies === undefined ? undefined : findDefinition(definition.implies);
    if (implied !== undefined) {
      return { definition: implied, param: { id: implied.id, args: {}, span: param.span } };
    }
  }
  return undefined;
};

const isUsedBy = (actions: readonly Action[], { definition: { id } }: Action): boolean =>
  actions.some(({ definition }) => definition.uses.some((name) => name === id));

const isRun = ({ definition: { shape } }: Action): boolean => shape === 'action';

/** Layers own qualifiers as actions do, and are carried out elsewhere. */
const isOwner = ({ definition: { shape } }: Action): boolean => shape === 'action' || shape === 'layer';

const onlyActions = (params: readonly Param[], all: readonly Action[]): GroupedComponent => ({
  actions: inStageOrder(all.filter(isRun)),
  params,
});

/** Stray qualifiers do nothing, in Cloudinary as well; of what cannot be done yet, all is kept as it was written. */
export const groupComponent = ({ params, deferred }: Component): GroupedComponent => {
  if (deferred !== undefined || params.some(hasUnsupported)) return { actions: [], params };
  const all = params.map(toAction);
  const qualifiers = all.filter(({ definition }) => definition.shape === 'qualifier');
  if (qualifiers.length === 0) return onlyActions(params, all);
  const written = all.filter(isOwner);
  const unowned = qualifiers.filter((qualifier) => !isUsedBy(written, qualifier));
  if (unowned.length === 0) return onlyActions(params, all);
  const implied = implyAction(unowned);
  const owners = implied ? [...written, implied] : written;
  const free = implied ? unowned.filter((qualifier) => !isUsedBy([implied], qualifier)) : unowned;
  const standsAlone = ({ definition, param }: Action): boolean =>
    definition.standsAlone?.(param.args) === true;
  const alone = free.filter(standsAlone);
  const stray = free.filter((qualifier) => !standsAlone(qualifier)).map(({ param }) => param);
  return {
    actions: inStageOrder([...owners.filter(isRun), ...alone]),
    params: [...params.filter((param) => !stray.includes(param)), ...(implied ? [implied.param] : [])],
  };
};
