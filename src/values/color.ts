/** Colours as the language writes them: a CSS name, or `rgb:` with 3, 4, 6 or 8 hex digits; `transparent` and `none`. */
import type { Color } from './ast.ts';
import { colorNames } from './color-names.ts';

export const black: Color = { r: 0, g: 0, b: 0, alpha: 1 };
/** CSS's `gray`. */
export const gray: Color = { r: 128, g: 128, b: 128, alpha: 1 };
export const white: Color = { r: 255, g: 255, b: 255, alpha: 1 };
export const transparent: Color = { r: 0, g: 0, b: 0, alpha: 0 };

const hexDigits = /^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/u;

/** Three or four digits are doubled; the last digit or pair is alpha. */
const parseHex = (digits: string): Color | undefined => {
  const hex = digits.toLowerCase();
  if (!hexDigits.test(hex)) return undefined;
  const size = hex.length < 6 ? 1 : 2;
  const channel = (index: number): number => {
    const part = hex.slice(index * size, (index + 1) * size);
    if (part === '') return 255;
    return Number.parseInt(size === 1 ? part + part : part, 16);
  };
  return { r: channel(0), g: channel(1), b: channel(2), alpha: channel(3) / 255 };
};

export const parseColor = (text: string, bareHex: boolean): Color | undefined => {
  if (text === 'transparent' || text === 'none') return transparent;
  const named = colorNames.get(text.toLowerCase());
  if (named !== undefined) return parseHex(named);
  if (text.startsWith('rgb:')) return parseHex(text.slice(4));
  return bareHex ? parseHex(text) : undefined;
};

const twoDigits = (channel: number): string => Math.round(channel).toString(16).padStart(2, '0');

export const printColor = ({ r, g, b, alpha }: Color, bareHex: boolean): string => {
  if (r === 0 && g === 0 && b === 0 && alpha === 0) return 'transparent';
  const opacity = alpha === 1 ? '' : twoDigits(alpha * 255);
  return `${bareHex ? '' : 'rgb:'}${twoDigits(r)}${twoDigits(g)}${twoDigits(b)}${opacity}`;
};
