/** The two edits that a new effect makes to existing files, as text in and text out. */

export interface EffectNames {
  /** As in the URL: `oil_paint`. */
  readonly name: string;
  /** `oil-paint.ts` */
  readonly file: string;
  /** `oilPaint` */
  readonly variable: string;
}

/** Words that cannot name a variable, as far as they could name an effect. */
const reserved = new Set([
  'break',
  'case',
  'class',
  'delete',
  'export',
  'import',
  'in',
  'new',
  'null',
  'switch',
  'void',
  'with',
]);

/** `list` is the text of the file that will import it: a name that is taken there gets `Effect` behind it. */
export const nameEffect = (name: string, list: string): EffectNames => {
  const camel = name.replaceAll(/_([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
  const isTaken = reserved.has(camel) || new RegExp(String.raw`\b${camel}\b`, 'u').test(list);
  return {
    name,
    file: `${name.replaceAll('_', '-')}.ts`,
    variable: isTaken ? `${camel}Effect` : camel,
  };
};

const effectImport = /^import \{ (\w+) \} from '\.\/effect\/([\w-]+)\.ts';$/gmu;

/** Adds the import and the entry, both in the order of the alphabet. */
export const addToList = (list: string, { file, variable }: EffectNames): string => {
  const stem = file.replace(/\.ts$/u, '');
  const effects = [...list.matchAll(effectImport)].map(([line, known = '', path = '']) => ({
    line,
    known,
    path,
  }));
  const entries = [...list.matchAll(/\.\.\.\[([^\]]*)\]/gu)].find(([, names = '']) =>
    effects.some(({ known }) => new RegExp(String.raw`\b${known}\b`, 'u').test(names)),
  );
  const [first] = effects;
  if (first === undefined || entries === undefined) {
    throw new Error('src/params/index.ts has no list of effects');
  }
  const added = { line: `import { ${variable} } from './effect/${stem}.ts';`, known: variable, path: stem };
  const sorted = [...effects, added].sort((a, b) => (a.path < b.path ? -1 : 1));
  const after = sorted[sorted.indexOf(added) - 1];
  const withImport =
    after === undefined
      ? list.replace(first.line, `${added.line}\n${first.line}`)
      : list.replace(after.line, `${after.line}\n${added.line}`);
  return withImport.replace(entries[0], `...[${insert(listed(entries[1]), variable).join(', ')}]`);
};

const listed = (names = ''): readonly string[] =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Some effects are defined elsewhere, such as the ways to blend a layer: they are entries without an import of ours. */
const insert = (names: readonly string[], added: string): readonly string[] => {
  const next = names.findIndex((name) => name > added);
  return next === -1 ? [...names, added] : names.toSpliced(next, 0, added);
};

/** One group of the table of names that are refused; its names may be cut into several literals. */
const effectGroup = /^ {2}\{\s*key: 'e',\s*names:\s*((?:'[^']*'\s*\+?\s*)+),[\s\S]*?\},\n/gmu;

const literals = (names: string): readonly string[] =>
  [...names.matchAll(/'([^']*)'/gu)]
    .flatMap(([, words = '']) => words.split(' '))
    .filter((word) => word !== '');

/** Lines of names, none too long to read. */
const writeLiterals = (words: readonly string[]): string => {
  const lines: string[] = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length > 106) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => `'${line}${index < lines.length - 1 ? ' ' : ''}'`).join(' + ');
};

/** Takes the name out of the table of what is refused; a group without names goes altogether. */
export const removeRefusal = (table: string, name: string): string =>
  table.replaceAll(effectGroup, (group: string, names: string) => {
    const words = literals(names);
    if (!words.includes(name)) return group;
    const rest = words.filter((word) => word !== name);
    return rest.length === 0 ? '' : group.replace(names, writeLiterals(rest));
  });
