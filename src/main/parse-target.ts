/** Reads request targets for the clouds that are configured, with the chains of named transformations in their place. */
import type { Limits } from '../ports.ts';
import { unwrap } from '../result.ts';
import { expandNamed } from '../url/expand-named.ts';
import { parseChain } from '../url/parse-chain.ts';
import type { ParsedUrl } from '../url/parsed-url.ts';
import { parseDelivery } from '../url/route.ts';
import type { Transformation } from '../values/ast.ts';

export interface NamedChains {
  readonly name: string;
  /** Chains by the names that `t_` gives them. */
  readonly named?: Readonly<Record<string, string>>;
}

type Chains = ReadonlyMap<string, Transformation>;

const readChains = ({ named = {} }: NamedChains, { maxComponents }: Limits): Chains =>
  new Map(Object.entries(named).map(([name, chain]) => [name, unwrap(parseChain(chain, { maxComponents }))]));

/** The default cloud first. What it returns throws a Failure that says what is wrong with a target. */
export const createParseTarget = (
  clouds: readonly [NamedChains, ...NamedChains[]],
  limits: Limits,
): ((target: string) => ParsedUrl) => {
  const chainsOf = new Map(clouds.map((cloud) => [cloud.name, readChains(cloud, limits)]));
  const { maxComponents } = limits;
  const route = {
    defaultCloud: clouds[0].name,
    isCloud: (name: string): boolean => chainsOf.has(name),
    maxComponents,
  };
  return (target) => {
    const url = unwrap(parseDelivery(target, route));
    const find = (name: string): Transformation | undefined => chainsOf.get(url.cloud)?.get(name);
    const transformation = unwrap(expandNamed(url.transformation, { find, maxComponents }));
    return transformation === url.transformation ? url : { ...url, transformation };
  };
};
