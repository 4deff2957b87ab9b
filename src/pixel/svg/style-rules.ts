/**
 * What style sheets add to the elements that they select. Rules are kept by the last thing that a selector asks for: an
 * id, a class, or a name. Whatever else it asks for would only make it fit less often, so what is counted by these is
 * never too little.
 */
import type { Attribute } from './tokenize.ts';

export interface StyleRules {
  /** The declarations of all rules that may fit, each block under a key of its own. */
  readonly keysFor: (element: string, attributes: readonly Attribute[]) => readonly string[];
  readonly blocks: ReadonlyMap<string, readonly string[]>;
}

const everything = '*';

/** Of a sheet that has been sanitised: plain rules, one after the other. */
export const readStyleRules = (sheet: string): StyleRules => {
  const blocks = new Map<string, string[]>();
  for (const [, selectors = '', block = ''] of sheet.matchAll(/([^{}]+)\{([^{}]*)\}/gu)) {
    for (const selector of withoutPseudo(selectors).split(',')) {
      const key = keyOf(selector);
      const known = blocks.get(key);
      if (known === undefined) blocks.set(key, [block]);
      else known.push(block);
    }
  }
  return {
    blocks,
    keysFor: (element, attributes) => {
      if (blocks.size === 0) return [];
      const read = (name: string): string => attributes.find((one) => one.name === name)?.value ?? '';
      const classes = new Set(read('class').split(/\s+/u));
      const keys = [everything, element, `#${read('id')}`, ...[...classes].map((name) => `.${name}`)];
      return keys.filter((key) => blocks.has(key));
    },
  };
};

/** `:not(.a, .b)` and the like: with commas and spaces that separate nothing out here. */
const withoutPseudo = (selectors: string): string => {
  let text = '';
  let depth = 0;
  for (const character of selectors) {
    if (character === '(') depth += 1;
    if (depth === 0) text += character;
    if (character === ')') depth = Math.max(0, depth - 1);
  }
  return text.replace(/::?[\w-]+/gu, '');
};

const keyOf = (selector: string): string => {
  const subject =
    selector
      .trim()
      .split(/[\s>+~]+/u)
      .at(-1) ?? '';
  return (
    /#[\w-]+/u.exec(subject)?.[0] ??
    /\.[\w-]+/u.exec(subject)?.[0] ??
    /^[\w-]+/u.exec(subject)?.[0] ??
    everything
  );
};
