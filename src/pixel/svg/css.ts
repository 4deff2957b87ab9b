/** The part of CSS that paints: plain rules with listed properties, and no way to load or run anything. */
import { allowedProperties } from './allowed.ts';

/** Functions that take colours, numbers or shapes. Others (`image-set`, `src`, `expression`) may reach out. */
const harmlessFunctions =
  /^(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|calc|min|max|clamp|matrix(?:3d)?|translate[XYZ]?|translate3d|scale[XYZ]?|scale3d|rotate[XYZ]?|rotate3d|skew[XY]?|inset|circle|ellipse|polygon|path|cubic-bezier|steps|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia|rect)$/iu;

/** Whether a value of an attribute or property can be kept: `url(#id)` is the only reference. */
export const isSafeValue = (value: string): boolean => {
  if (/[\\@{}]|\/\*|<!--|(?:java|vb|live)script\s*:|data\s*:/iu.test(value)) return false;
  return callsOnly(value.replace(/\burl\(\s*(["']?)#[\w.:-]+\1\s*\)/giu, ''));
};

/** Looks back from each parenthesis: a pattern that looks forward for one is slow on long words without any. */
const callsOnly = (value: string): boolean => {
  for (let at = value.indexOf('('); at !== -1; at = value.indexOf('(', at + 1)) {
    const before = value.slice(Math.max(0, at - 40), at).trimEnd();
    const name = /[\w-]*$/u.exec(before)?.[0] ?? '';
    if (name !== '' && !harmlessFunctions.test(name)) return false;
  }
  return true;
};

/** A declaration block with what is not understood left out. */
export const sanitizeDeclarations = (text: string): string =>
  text
    .replace(/\/\*[^]*?(?:\*\/|$)/gu, '')
    .split(';')
    .map((declaration) => {
      const colon = declaration.indexOf(':');
      return [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()] as const;
    })
    .filter(([property, value]) => allowedProperties.has(property) && isWhole(value) && isSafeValue(value))
    .map(([property, value]) => `${property}:${value}`)
    .join(';');

/** Not empty, and no quote left open that would swallow what follows. */
const isWhole = (value: string): boolean =>
  value !== '' && value.split('"').length % 2 === 1 && value.split("'").length % 2 === 1;

/** A style sheet with its plain rules only: no at-rules (`@import`, `@font-face`), no nesting. */
export const sanitizeStyleSheet = (text: string): string => {
  const css = text.replace(/\/\*[^]*?(?:\*\/|$)/gu, '').replace(/<!--|-->/gu, '');
  const rules: string[] = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('{', at);
    if (open === -1) break;
    const close = findClose(css, open);
    // What stands before the last semicolon is a statement such as @import or @charset.
    const prelude = css.slice(at, open);
    const selector = prelude.slice(prelude.lastIndexOf(';') + 1).trim();
    const block = css.slice(open + 1, close);
    at = close + 1;
    if (!/^[\w\s.#,*>+~:()-]+$/u.test(selector) || block.includes('{')) continue;
    const declarations = sanitizeDeclarations(block);
    if (declarations !== '') rules.push(`${selector}{${declarations}}`);
  }
  return rules.join('\n');
};

const findClose = (css: string, open: number): number => {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    if (css[at] === '{') depth++;
    if (css[at] === '}' && --depth === 0) return at;
  }
  return css.length;
};
