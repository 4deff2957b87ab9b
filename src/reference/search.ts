/** Finds definitions by name, by word and by purpose: `round`, `crop to face`. */
import type { Definition } from '../params/define.ts';
import type { ValueSpec } from '../values/spec.ts';

const splitWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll('color', 'colour')
    .replaceAll('gray', 'grey') // whichever way it is spelled
    .split(/[^\p{L}\p{N}$]+/u)
    .filter((word) => word !== '');

/** Said in every other question, and meaning nothing here. */
const fillers = new Set(
  'a an and by for from how in into it of on or over the to with my picture image'.split(' '),
);

const keywordsIn = (spec: ValueSpec): readonly string[] => {
  if (spec.kind === 'keyword') return spec.words;
  if (spec.kind === 'either') return spec.of.flatMap(keywordsIn);
  return spec.kind === 'list' ? keywordsIn(spec.of) : [];
};

/** What can be found, and how much it says about what is meant. */
const textsOf = (definition: Definition): readonly (readonly [weight: number, text: string])[] => {
  const { id, title, summary, sought, note, argList, examples } = definition;
  return [
    [12, id],
    [10, title],
    [6, `${summary} ${sought ?? ''}`],
    [3, argList.map(([name]) => name).join(' ')],
    [3, argList.flatMap(([, { value }]) => keywordsIn(value)).join(' ')],
    [2, note ?? ''],
    [1, examples.map(({ chain }) => chain).join(' ')],
  ];
};

interface Entry {
  readonly id: string;
  readonly words: readonly (readonly [weight: number, word: string])[];
}

const shortestStem = 3;

/** Whole words count most; `crop` also finds `cropped`, `rounded` `round`, and `blind` `colorblind`. */
const likeness = (term: string, word: string): number => {
  if (term === word) return 1;
  if (word.startsWith(term)) return 0.7;
  if (term.length <= shortestStem || word.length <= shortestStem) return 0;
  return term.startsWith(word) || word.includes(term) ? 0.15 : 0;
};

const scoreTerm = ({ words }: Entry, term: string): number =>
  words.reduce((best, [weight, word]) => Math.max(best, weight * likeness(term, word)), 0);

export type Search = (query: string) => readonly string[] | undefined;

/** Ids, the best first; undefined where nothing is asked. */
export const createSearch = (definitions: readonly Definition[]): Search => {
  const entries = definitions.map((definition): Entry => ({
    id: definition.id,
    words: textsOf(definition).flatMap(([weight, text]) =>
      splitWords(text).map((word) => [weight, word] as const),
    ),
  }));
  return (query) => {
    const written = query.trim().toLowerCase().replace(/:.*$/u, ''); // `e_sepia:50` asks for e_sepia
    const all = splitWords(written);
    const telling = all.filter((word) => !fillers.has(word));
    const terms = telling.length > 0 ? telling : all;
    if (terms.length === 0) return undefined;
    const id = written.replace(/_$/u, '');
    return entries
      .map((entry) => {
        const scores = terms.map((term) => scoreTerm(entry, term));
        const score = scores.includes(0) ? 0 : scores.reduce((sum, each) => sum + each);
        return { id: entry.id, score: entry.id === id ? Number.POSITIVE_INFINITY : score };
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .map((found) => found.id);
  };
};
