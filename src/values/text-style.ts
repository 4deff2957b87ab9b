/**
 * The style of a text layer: `font_size`, then options in any order, each after an underscore.
 * https://cloudinary.com/documentation/layers#text_layer_options
 */

import { spellFont } from './font-families.ts';

export const textAlignments = ['left', 'center', 'right', 'start', 'end', 'justify'] as const;
export type TextAlignment = (typeof textAlignments)[number];

export const textDecorations = ['underline', 'strikethrough'] as const;
export type TextDecoration = (typeof textDecorations)[number];

export const antialiasModes = ['none', 'gray', 'subpixel', 'fast', 'good', 'best'] as const;
export type FontAntialias = (typeof antialiasModes)[number];

export const hintingModes = ['none', 'slight', 'medium', 'full'] as const;
export type FontHinting = (typeof hintingModes)[number];

export interface TextStyle {
  /** A family's name (`Open Sans`), known or not, or a font file of the user's (`brand.ttf`). */
  readonly font: string;
  /** Of the em square, in pixels. */
  readonly size: number;
  /** 100 to 900. */
  readonly weight: number;
  readonly italic: boolean;
  readonly decoration?: TextDecoration;
  readonly align: TextAlignment;
  /** Outlined, as `bo_` says. */
  readonly stroke: boolean;
  /** Pixels between characters, and between lines, on top of what the font has. */
  readonly letterSpacing: number;
  readonly lineSpacing: number;
  readonly antialias?: FontAntialias;
  readonly hinting?: FontHinting;
}

const maxSize = 2000;
const maxSpacing = 1000;

/** For a message: what a style may be. */
export const describeTextStyle =
  `a font and its size from 1 to ${maxSize}, such as Arial_40, then any of bold light thin 100..900 italic underline ` +
  'strikethrough left center right start end justify stroke, letter_spacing_ and line_spacing_ with a number from ' +
  `-${maxSpacing} to ${maxSpacing}, antialias_ with none gray subpixel fast good best, hinting_ with none slight ` +
  'medium full';

type Options = Partial<Omit<TextStyle, 'font' | 'size'>>;

const defaults = {
  weight: 400,
  italic: false,
  align: 'left',
  stroke: false,
  letterSpacing: 0,
  lineSpacing: 0,
} as const satisfies Options;

const weightWords = new Map([
  ['normal', 400],
  ['bold', 700],
  ['light', 300],
  ['thin', 100],
]);

const isOneOf = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  (words as readonly string[]).includes(word);

/** Three decimals are finer than text is placed; `+ 0` turns -0 into 0. */
const parseNumber = (text: string): number | undefined =>
  /^-?\d+(?:\.\d+)?$/u.test(text) ? Number(Number(text).toFixed(3)) + 0 : undefined;

const parseWeight = (word: string): number | undefined => {
  const weight = weightWords.get(word) ?? parseNumber(word) ?? 0;
  return weight % 100 === 0 && weight >= 100 && weight <= 900 ? weight : undefined;
};

const parseWord = (word: string): Options | undefined => {
  const weight = parseWeight(word);
  if (weight !== undefined) return { weight };
  if (word === 'italic') return { italic: true };
  if (word === 'stroke') return { stroke: true };
  if (isOneOf(textAlignments, word)) return { align: word };
  return isOneOf(textDecorations, word) ? { decoration: word } : undefined;
};

const parseSpacing = (text: string): number | undefined => {
  const spacing = parseNumber(text) ?? Number.NaN;
  return Math.abs(spacing) <= maxSpacing ? spacing : undefined;
};

const parseNamed = (name: string, value: string): Options | undefined => {
  if (name === 'antialias') return isOneOf(antialiasModes, value) ? { antialias: value } : undefined;
  if (name === 'hinting') return isOneOf(hintingModes, value) ? { hinting: value } : undefined;
  const spacing = parseSpacing(value);
  if (spacing === undefined) return undefined;
  return name === 'letter_spacing' ? { letterSpacing: spacing } : { lineSpacing: spacing };
};

const option = /_(?:(letter_spacing|line_spacing|antialias|hinting)_([^_]+)|([^_]+))/gu;

/** As everywhere in the language, the last of two wins. */
const parseOptions = (text: string): Options | undefined => {
  let options: Options = {};
  let end = 0;
  for (const { 0: all, 1: name, 2: value = '', 3: word = '', index } of text.matchAll(option)) {
    const read = name === undefined ? parseWord(word) : parseNamed(name, value);
    if (read === undefined || index !== end) return undefined;
    options = { ...options, ...read };
    end += all.length;
  }
  return end === text.length ? options : undefined;
};

/** The font's name ends where the first number that stands by itself begins. */
export const parseTextStyle = (text: string): TextStyle | undefined => {
  const [match = '', font = '', digits = ''] = /^(.+?)_(\d+(?:\.\d+)?)(?=_|$)/u.exec(text) ?? [];
  const size = parseNumber(digits) ?? 0;
  const options = parseOptions(text.slice(match.length));
  if (size < 1 || size > maxSize || options === undefined) return undefined;
  return { font: spellFont(font), size, ...defaults, ...options };
};

const printWeight = (weight: number): string => {
  const word = [...weightWords].find(([, value]) => value === weight)?.[0];
  return word ?? String(weight);
};

/** Options in one order, and none that says what is so anyway. */
export const printTextStyle = (style: TextStyle): string => {
  const { weight, italic, decoration, align, stroke, letterSpacing, lineSpacing, antialias, hinting } = style;
  const options = [
    weight !== defaults.weight && printWeight(weight),
    italic && 'italic',
    decoration,
    align !== defaults.align && align,
    stroke && 'stroke',
    letterSpacing !== 0 && `letter_spacing_${letterSpacing}`,
    lineSpacing !== 0 && `line_spacing_${lineSpacing}`,
    antialias !== undefined && `antialias_${antialias}`,
    hinting !== undefined && `hinting_${hinting}`,
  ];
  return [style.font, style.size, ...options.filter((part) => typeof part === 'string')].join('_');
};

/** LANGUAGE 12.3: `dpr_` multiplies the size and both spacings. */
export const scaleTextStyle = (style: TextStyle, ratio: number): TextStyle => ({
  ...style,
  size: style.size * ratio,
  letterSpacing: style.letterSpacing * ratio,
  lineSpacing: style.lineSpacing * ratio,
});
