/** Which definitions are shown, and how their examples are written for a picture large enough to judge. */
import type { Definition } from '../../src/params/define.ts';

/** Those called so: `sepia`, `e_sepia`, or `e` for all of a family. Everything that has examples when none is named. */
export const chooseDefinitions = (
  all: readonly Definition[],
  names: readonly string[],
): { readonly chosen: readonly Definition[]; readonly unknown: readonly string[] } => {
  const isCalled = ({ id, key, name }: Definition, wanted: string): boolean =>
    wanted === id || wanted === name || wanted === key;
  const unknown = names.filter((wanted) => !all.some((definition) => isCalled(definition, wanted)));
  const chosen = all.filter(
    (definition) =>
      definition.examples.length > 0 &&
      (names.length === 0 || names.some((wanted) => isCalled(definition, wanted))),
  );
  return { chosen, unknown };
};

/** Goldens are small; here the scaling that an example begins with gives way to the size of the sheet. */
export const enlargeExample = (chain: string, side: number): string =>
  chain.replace(/^c_scale,w_\d+(?=\/)/u, `c_limit,w_${side},h_${side}`);
