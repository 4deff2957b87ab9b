/** Pango's markup, written by us around text that can never become markup itself. */
import type { Text } from '../../ops/text.ts';
import { renderingFamilies } from './fontconfig.ts';
import type { Typeface } from './typeface.ts';

/** GMarkup knows these three in text; https://docs.gtk.org/glib/markup.html. */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escape = (text: string): string =>
  text.replaceAll(/[&<>]/gu, (character) => escapes[character] ?? character);

/** In 1024ths of a point, and at 72 dots to the inch a point is a pixel. */
const units = (pixels: number): number => Math.round(pixels * 1024);

export type Attributes = Readonly<Record<string, number | string>>;

/** Values are ours: numbers, and names of families that hold no quotes. */
export const span = (attributes: Attributes, text: string): string => {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<span${written.join('')}>${escape(text)}</span>`;
};

const describeRendering = ({ antialias, hinting }: Text): readonly string[] =>
  [`antialias-${antialias ?? ''}`, `hinting-${hinting ?? ''}`].filter((name) => name in renderingFamilies);

/** Everything about the letters but their colours, which are no business of pango's. */
export const describeLetters = (text: Text, { families }: Typeface): Attributes => ({
  font_family: [...families, ...describeRendering(text)].join(','),
  size: units(text.size),
  weight: text.weight,
  style: text.italic ? 'italic' : 'normal',
  letter_spacing: units(text.letterSpacing),
  // Whatever the machine's language is, letters take the forms of this one.
  lang: 'en',
  insert_hyphens: 'no',
  ...(text.decoration === 'underline' && { underline: 'single' }),
  ...(text.decoration === 'strikethrough' && { strikethrough: 'true' }),
});
