/**
 * The font families that come with us, and the names of others that they stand in for. Their files are the packages
 * `@expo-google-fonts/*`; docs/fonts.md is generated from here.
 */

export const fontKinds = ['sans', 'serif', 'mono', 'display', 'handwriting', 'script'] as const;
/** `script`: there for the characters that the others lack. */
export type FontKind = (typeof fontKinds)[number];

export interface FontFamily {
  readonly name: string;
  readonly kind: FontKind;
  /** 100 to 900. */
  readonly weights: readonly number[];
  /** Whether every weight has an italic; it is slanted otherwise. */
  readonly italic: boolean;
}

/** `name: hundreds, i`. */
const bundled: Readonly<Record<FontKind, string>> = {
  sans: `Arimo: 4567i, Lato: 13479i, Montserrat: 123456789i, Open Sans: 345678i, Oswald: 234567,
    Roboto: 123456789i, Roboto Condensed: 123456789i`,
  serif: 'Lora: 4567i, Tinos: 47i',
  mono: 'Cousine: 47i',
  display: 'Anton: 4, Bebas Neue: 4, Lobster: 4, Permanent Marker: 4',
  handwriting: 'Cookie: 4, Dancing Script: 4567, Neucha: 4, Pacifico: 4',
  script: `Chocolate Classical Sans: 4, Noto Emoji: 34567, Noto Sans Arabic: 123456789,
    Noto Sans Thai: 123456789, Orbit: 4, Sarala: 47`,
};

export const fontFamilies: readonly FontFamily[] = fontKinds.flatMap((kind) =>
  bundled[kind].split(/,\s*/u).map((entry): FontFamily => {
    const [name = '', faces = ''] = entry.split(': ');
    const weights = [...faces.matchAll(/\d/gu)].map(([digit]) => Number(digit) * 100);
    return { name, kind, weights, italic: faces.endsWith('i') };
  }),
);

/**
 * Fonts that may not be given away, with what is as wide as they are or else looks like them. Arimo, Tinos and Cousine
 * were drawn to the widths of Arial, Times New Roman and Courier New, and Lato's are near Calibri's.
 */
const substitutes: Readonly<Record<string, string>> = {
  Arimo: 'Arial, Helvetica, Helvetica Neue, Liberation Sans, sans-serif',
  Tinos: 'Times New Roman, Times, Liberation Serif, serif',
  Cousine: 'Courier New, Courier, Liberation Mono, monospace',
  Lato: 'Calibri, Carlito',
  'Open Sans': 'Verdana, Tahoma, Trebuchet MS, Segoe UI',
  Lora: 'Georgia',
  Anton: 'Impact',
  Neucha: 'Unkempt, Comic Sans MS',
};

/** Each name that is not a family's own, and the family's. */
export const fontAliases: readonly (readonly [alias: string, family: string])[] = Object.entries(
  substitutes,
).flatMap(([family, names]) => names.split(', ').map((alias) => [alias, family] as const));

interface Found {
  readonly family: FontFamily;
  /** The name that it was asked for by, as it is spelled. */
  readonly spelling: string;
}

/** `open sans`, `Open_Sans` and `OpenSans` are one name; and Google's fonts are those that there are. */
const keyOf = (name: string): string =>
  name
    .replace(/@google$/u, '')
    .toLowerCase()
    .replace(/[\s_+-]/gu, '');

const byKey: ReadonlyMap<string, Found> = new Map(
  fontFamilies.flatMap((family) => {
    const aliases = fontAliases.filter(([, of]) => of === family.name).map(([alias]) => alias);
    return [family.name, ...aliases].map((spelling) => [keyOf(spelling), { family, spelling }] as const);
  }),
);

export const findFamily = (name: string): FontFamily | undefined => byKey.get(keyOf(name))?.family;

/** The one spelling of a name that is known; another is left as it is. */
export const spellFont = (name: string): string => byKey.get(keyOf(name))?.spelling ?? name;

/** A font of the user's is told by its extension; it is a raw asset. */
export const isFontFile = (font: string): boolean => /\.(?:otf|ttf|woff2)$/iu.test(font);

/** For a message: what there is. */
export const describeFamilies = (): string =>
  `one of ${fontFamilies.map(({ name }) => name).join(', ')}, or what they stand in for, such as Arial, Times New ` +
  'Roman, Courier New, Verdana and Georgia';
