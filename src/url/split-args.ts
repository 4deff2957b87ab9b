/** Cuts the text behind a parameter's name into its arguments. */
import type { Definition } from '../params/define.ts';

/** `rgb:ff0000` and `color_rgb:ff0000` are one value although they hold the separator. */
const joinColors = (parts: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1) ?? '';
    if (/(?:^|_)rgb$/u.test(before)) joined[joined.length - 1] = `${before}:${part}`;
    else joined.push(part);
  }
  return joined;
};

/** What stands in brackets has pairs of its own: `from_(zoom_2;x_0.3);du_5`. */
const splitNamed = (names: readonly string[], text: string): ReadonlyMap<string, string> | undefined => {
  const given = new Map<string, string>();
  for (const pair of joinColors(text.split(/[:;](?![^(]*\))/u))) {
    const name = names.find((candidate) => pair.startsWith(`${candidate}_`));
    if (name === undefined) return undefined;
    given.set(name, pair.slice(name.length + 1));
  }
  return given;
};

/** `detail:200:paths:90`: names and values by turns. */
const splitTurns = (names: readonly string[], text: string): ReadonlyMap<string, string> | undefined => {
  const parts = joinColors(text.split(':'));
  const given = new Map<string, string>();
  for (let at = 0; at < parts.length; at += 2) {
    const [name = '', value] = parts.slice(at, at + 2);
    if (!names.includes(name) || value === undefined) return undefined;
    given.set(name, value);
  }
  return given;
};

/** What was written: arguments by name, or texts in order. Undefined when a name is none of the definition's. */
export type Written =
  { readonly named: ReadonlyMap<string, string> } | { readonly ordered: readonly string[] };

export const splitArgs = (
  { argList, separator, named }: Definition,
  text: string | undefined,
): Written | undefined => {
  if (text === undefined) return { ordered: [] };
  if (named && text.replaceAll(/\([^)]*\)/gu, '').includes('_')) {
    const pairs = splitNamed(
      argList.map(([name]) => name),
      text,
    );
    return pairs && { named: pairs };
  }
  const names = argList.map(([name]) => name);
  if (named && names.includes(text.split(':', 1)[0] ?? '')) {
    const pairs = splitTurns(names, text);
    return pairs && { named: pairs };
  }
  // A single argument is the whole text, separators and all: lists and ratios cut it themselves.
  if (argList.length === 1) return { ordered: [text] };
  return { ordered: separator === ':' ? joinColors(text.split(':')) : text.split(separator) };
};
