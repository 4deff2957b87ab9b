/** The families that a text is drawn with: its own, and for each character that this lacks the first that has it. */
import { readFileSync } from 'node:fs';
import { fail } from '../../errors.ts';
import type { Text } from '../../ops/text.ts';
import { findFamily, type FontKind } from '../../values/font-families.ts';
import { type CharacterSet, readCharacters } from './characters.ts';
import { prepareCustomFont } from './custom-font.ts';
import { findRegular } from './font-packages.ts';

export interface Typeface {
  readonly families: readonly string[];
  /** A file that has to be given along with the text. */
  readonly fontfile?: string;
}

/** Greek, Cyrillic and Hebrew in the style of the text; then the other scripts. */
const westernOf: Readonly<Record<FontKind, string>> = {
  sans: 'Arimo',
  serif: 'Tinos',
  mono: 'Cousine',
  display: 'Arimo',
  handwriting: 'Arimo',
  script: 'Arimo',
};
const others = [
  'Noto Sans Arabic',
  'Noto Sans Thai',
  'Sarala',
  'Orbit',
  'Chocolate Classical Sans',
  'Noto Emoji',
];

const known = new Map<string, CharacterSet>();

const charactersOf = (family: string): CharacterSet => {
  const characters = known.get(family) ?? readCharacters(readFileSync(findRegular(family)));
  if (characters === undefined) throw new TypeError(`${family} cannot be read`);
  known.set(family, characters);
  return characters;
};

/** What is never seen, or only changes its neighbours, needs no glyph. */
const invisible = /[\s\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/u;

const describe = (character: string): string => {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /\p{C}/u.test(character) ? `U+${code}` : `${character} (U+${code})`;
};

/** Boxes in the place of letters would be a wrong picture: what no font has is refused. */
const requireCharacters = (text: string, sets: readonly (() => CharacterSet)[]): void => {
  const missing = new Set<string>();
  for (const character of new Set(text)) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (!invisible.test(character) && !sets.some((set) => set().has(codePoint))) missing.add(character);
  }
  if (missing.size === 0) return;
  const some = [...missing].slice(0, 5).map(describe).join(', ');
  throw fail('url.unsupported', `No font here has the character${missing.size > 1 ? 's' : ''} ${some}`);
};

/**
 * The lightest faces say that they are less light than they are, for the sake of old programs, and would be taken for
 * each other; they have names of their own, too.
 */
const lightFaces: readonly (readonly [weight: number, name: string])[] = [
  [100, 'Thin'],
  [200, 'ExtraLight'],
];

const faceNames = (family: string, weight: number): readonly string[] => {
  const face = lightFaces.find(([light]) => light === weight)?.[1];
  const isThere = findFamily(family)?.weights.includes(weight) === true;
  return face !== undefined && isThere ? [`${family} ${face}`, family] : [family];
};

export interface FontBytes {
  /** Of the text's `fontFile`. */
  readonly fontBytes?: Uint8Array;
}

const bundledTypeface = ({ text, family, weight }: Text): Typeface => {
  const found = findFamily(family);
  if (found === undefined) throw fail('internal.bug', `A text was planned in ${family}, which we lack`);
  const families = [...new Set([found.name, westernOf[found.kind], ...others])];
  requireCharacters(
    text,
    families.map((name) => () => charactersOf(name)),
  );
  return { families: families.flatMap((name) => faceNames(name, weight)) };
};

export const chooseTypeface = (text: Text, { fontBytes }: FontBytes): Typeface => {
  if (text.fontFile === undefined) return bundledTypeface(text);
  if (fontBytes === undefined) throw fail('internal.bug', `${text.fontFile} was not handed to the engine`);
  const { family, path, characters } = prepareCustomFont(text.fontFile, fontBytes);
  const families = [westernOf.sans, ...others];
  requireCharacters(text.text, [() => characters, ...families.map((name) => () => charactersOf(name))]);
  return { families: [family, ...families], fontfile: path };
};
