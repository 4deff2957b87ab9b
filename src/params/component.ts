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

export const hasUnsupported = ({ args }: Param): boolean => Object.values(args).some(isUnsupported);

const stageOf = ({ definition, param }: Action): number =>
  definition.stage === undefined ? -1 : stages.indexOf(definition.stage(param.args));

const toAction = (param: Param): Action => ({ definition: definitionOf(param), param });

/** `w_100` alone means `c_scale,w_100`. */
const impliedAction = (free: readonly Action[]): Action | undefined => {
  const source = free.find(({ definition }) => definition.implies !== undefined);
  const definition = source && findDefinition(source.definition.implies ?? '');
  return (
    source && definition && { definition, param: { id: definition.id, args: {}, span: source.param.span } }
  );
};

/** Stray qualifiers do nothing, in Cloudinary as well; of what cannot be done yet, all is kept as it was written. */
export const groupComponent = ({ params }: Component): GroupedComponent => {
  const all = params.map(toAction);
  if (params.some(hasUnsupported)) return { actions: [], params };
  const written = all.filter(({ definition }) => definition.shape === 'action');
  const uses = (actions: readonly Action[]): ReadonlySet<string> =>
    new Set(actions.flatMap(({ definition }) => definition.uses));
  const qualifiers = all.filter(({ definition }) => definition.shape === 'qualifier');
  const isFree = (actions: readonly Action[]): ((qualifier: Action) => boolean) => {
    const used = uses(actions);
    return ({ definition }) => !used.has(definition.id);
  };
  const implied = impliedAction(qualifiers.filter(isFree(written)));
  const owners = implied ? [...written, implied] : written;
  const alone = qualifiers.filter(isFree(owners)).filter(({ definition }) => definition.plan !== undefined);
  const stray = new Set(
    qualifiers
      .filter(isFree(owners))
      .filter(({ definition }) => definition.plan === undefined)
      .map(({ param }) => param),
  );
  return {
    actions: [...owners, ...alone].sort((a, b) => stageOf(a) - stageOf(b)),
    params: [...params.filter((param) => !stray.has(param)), ...(implied ? [implied.param] : [])],
  };
};
