/** The page about fonts, made from the list of families. */
import {
  type FontFamily,
  type FontKind,
  fontAliases,
  fontFamilies,
  fontKinds,
} from '../values/font-families.ts';

const titles: Readonly<Record<FontKind, string>> = {
  sans: 'Sans serif',
  serif: 'Serif',
  mono: 'Monospaced',
  display: 'Display',
  handwriting: 'Handwriting',
  script: 'For characters that the others lack',
};

const row = (family: FontFamily): string => {
  const aliases = fontAliases.filter(([, of]) => of === family.name).map(([alias]) => alias);
  const cells = [
    family.name,
    titles[family.kind],
    family.weights.join(', '),
    family.italic ? 'yes' : 'slanted',
    aliases.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
};

const table = (): string =>
  [
    '| family | kind | weights | italics | stands in for |',
    '| --- | --- | --- | --- | --- |',
    ...fontKinds.flatMap((kind) => fontFamilies.filter((family) => family.kind === kind).map(row)),
  ].join('\n');

export const renderFonts = (): string => `# Fonts

Made by \`npm run reference\` from \`src/values/font-families.ts\`; changes belong there.

Text is drawn with the fonts on this page and no others, whatever the machine has: the same URL has the same pixels
everywhere. They are OpenType files from the packages \`@expo-google-fonts/*\`, under the SIL Open Font License 1.1
(Permanent Marker: Apache License 2.0); each package holds its licence and the names of its authors.

Names may be written in any case, with or without spaces, and with \`@google\` behind: \`Open%20Sans_40\`, \`opensans_40\`
and \`Open Sans@google_40\` are one style. A family that is not here is refused, with the list of those that are. A weight
that a family lacks is the nearest that it has; from 600 on, a family without bold faces is drawn thicker.

${table()}

## Scripts

A character that the family lacks is taken from Arimo, Tinos or Cousine, whichever is of the same kind, and then from the
families at the end of the table:

- **Latin with Vietnamese, Greek, Cyrillic, Hebrew**: Arimo, Tinos, Cousine, and many of the others.
- **Arabic** with Persian and Urdu, joined and ordered from the right: Noto Sans Arabic.
- **Chinese**, simplified (GB 2312) and traditional (Big5), and **Japanese**: Chocolate Classical Sans. One font serves
  all three, so that characters which these languages draw differently have one form, and there is one weight.
- **Korean**: Orbit, for 2,780 syllables in use.
- **Thai**: Noto Sans Thai. **Hindi and others in Devanagari**: Sarala.
- **Emoji**: Noto Emoji, in the colour of the text.

Scripts for which there is no font here, such as Bengali, Tamil, Georgian or Khmer, are refused: the message names the
first characters that nothing has. Boxes are never drawn instead. A font of your own may bring them.

Where a line begins with Chinese or Japanese, letters of other scripts in it may stand a little higher than they should.

## Fonts of your own

\`l_text:brand.ttf_40:Hello\` draws with a TTF or OTF file that is a raw, authenticated asset. WOFF, WOFF2 and collections
are refused by name. Whatever names are in the file, it is never taken for another. Where it has no bold or italic face of
its own it is drawn thicker or slanted.
`;
