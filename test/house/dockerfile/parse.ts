/** A Dockerfile as a list of instructions, in stages. As much of the syntax as ours uses. */

export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** On one line, without comments. */
  readonly rest: string;
}

export interface Stage {
  /** What it starts from, as written. */
  readonly from: string;
  readonly name?: string;
  readonly instructions: readonly Instruction[];
}

export interface Dockerfile {
  readonly preamble: readonly Instruction[];
  readonly stages: readonly Stage[];
}

const parseInstructions = (text: string): readonly Instruction[] =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => /^\s*(\w+)\s+(.*?)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, keyword = '', rest = '']) => ({ keyword: keyword.toUpperCase(), rest }));

export const parseDockerfile = (text: string): Dockerfile => {
  const instructions = parseInstructions(text);
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return {
    preamble: instructions.slice(0, starts[0]),
    stages: starts.map((start, index) => {
      const [from = '', name] = (instructions[start]?.rest ?? '').split(/\s+as\s+/i);
      const own = instructions.slice(start + 1, starts[index + 1]);
      return { from, instructions: own, ...(name === undefined ? undefined : { name }) };
    }),
  };
};

export const restsOf = (instructions: readonly Instruction[], keyword: string): readonly string[] =>
  instructions.filter((instruction) => instruction.keyword === keyword).map(({ rest }) => rest);

/** The words of the exec form (a JSON array), or undefined for the shell form. */
export const wordsOf = (rest: string): readonly string[] | undefined => {
  try {
    const words: unknown = JSON.parse(rest);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
};

/** Of ENV, LABEL or ARG: names with their values, quotes taken off. */
export const pairsOf = (instructions: readonly Instruction[], keyword: string): ReadonlyMap<string, string> =>
  new Map(
    restsOf(instructions, keyword).flatMap((rest) =>
      [...rest.matchAll(/([\w.]+)(?:=("[^"]*"|\S*))?/g)].map(
        ([, name = '', value = '']) => [name, value.replaceAll('"', '')] as const,
      ),
    ),
  );

export interface Copy {
  /** The stage it takes from; absent when it is the build context. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly target: string;
}

export const copiesOf = (instructions: readonly Instruction[]): readonly Copy[] =>
  restsOf(instructions, 'COPY').map((rest) => {
    const words = rest.split(/\s+/);
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const paths = words.filter((word) => !word.startsWith('--'));
    const copy = { sources: paths.slice(0, -1), target: paths.at(-1) ?? '' };
    return from === undefined ? copy : { ...copy, from };
  });
